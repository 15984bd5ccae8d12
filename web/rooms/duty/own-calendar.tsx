import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { OwnCalendarView } from '../../../shared/contracts/duty-contract.ts';
import type { Api } from '../../api/api.ts';
import { routes } from '../../api/routes.ts';
import { teamKeys, useOwnCalendar } from '../../api/team-queries.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { Copy } from '../../parts/copy.tsx';
import { Field } from '../../parts/field.tsx';
import { useFormProblem } from '../../parts/field-problem.ts';
import { Chip } from '../../parts/marks.tsx';
import { Loading, Trouble } from '../../parts/states.tsx';
import { showWord } from '../../parts/toasts.tsx';
import css from './duty.module.css';
import { failureWords } from './failure-words.ts';

/** One's own duty for calendar programs, and one's calendar elsewhere for Firstcall. */
export function OwnCalendar() {
  const { own: m } = useMessages().duty;
  const own = useOwnCalendar();
  return (
    <section className={css['card']} aria-label={m.title} data-testid="own-calendar">
      <h2>{m.title}</h2>
      {own.isPending && <Loading of="card" />}
      {own.isError && <Trouble error={own.error} onRetry={() => void own.refetch()} />}
      {own.data && (
        <div className={css['own']}>
          <Feed feed={own.data.feed} />
          <Outside outside={own.data.outside} />
        </div>
      )}
    </section>
  );
}

/** Writes the calendar; what is shown afterwards is the answer, without an address, which is shown only where it was made. */
function useOwnWrite<T = void>(write: (api: Api, given: T) => Promise<OwnCalendarView>, word?: string) {
  const { api, queries } = useServices();
  return useMutation({
    mutationFn: (given: T) => write(api, given),
    gcTime: 0,
    onSuccess: ({ feed: { url: _, ...feed }, ...rest }) => {
      queries.setQueryData(teamKeys.ownCalendar, { ...rest, feed });
      if (word) showWord(word);
    },
  });
}

function Feed({ feed }: { readonly feed: OwnCalendarView['feed'] }) {
  const { own: m } = useMessages().duty;
  const { date } = useFormat();
  const make = useOwnWrite(api => api(routes.postCalendarFeed));
  const revoke = useOwnWrite(api => api(routes.deleteCalendarFeed), m.revoked);
  const url = make.data?.feed.url;
  const error = make.error ?? revoke.error;
  return (
    <div className={css['set']}>
      <h3>{m.feed}</h3>
      <p className={css['small']}>{m.feedText}</p>
      {error && <Trouble error={error} />}
      {url === undefined ? (
        <p>{feed.live ? m.feedSince(feed.since === undefined ? '…' : date(feed.since)) : m.feedNone}</p>
      ) : (
        <>
          <Field label={m.field} value={url} isReadOnly autoFocus />
          <Copy text={url} />
        </>
      )}
      <div className={css['buttons']}>
        <Button isDisabled={make.isPending} onPress={() => make.mutate()}>
          {feed.live ? m.makeAnew : m.make}
        </Button>
        {feed.live && (
          <Button
            isDisabled={revoke.isPending}
            onPress={() => revoke.mutate(undefined, { onSuccess: () => make.reset() })}
          >
            {m.revoke}
          </Button>
        )}
      </div>
      {feed.live && <p className={css['small']}>{m.makeAnewHint}</p>}
    </div>
  );
}

const none = new Map();
const fields = ['url'];

function Outside({ outside }: { readonly outside: OwnCalendarView['outside'] }) {
  const { own: m } = useMessages().duty;
  const [url, setUrl] = useState('');
  const connect = useOwnWrite<string>((api, given) =>
    api(routes.putOutsideCalendar, { body: { url: given } }),
  );
  const forget = useOwnWrite(api => api(routes.deleteOutsideCalendar), m.forgotten);
  const problem = useFormProblem({ wrong: none, error: connect.error, fields });
  return (
    <form
      className={css['set']}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        if (url.trim() !== '') connect.mutate(url.trim(), { onSuccess: () => setUrl('') });
      }}
    >
      <h3>{m.outside}</h3>
      <p className={css['small']}>{m.outsideText}</p>
      {Boolean(problem.elsewhere) && <Trouble error={problem.elsewhere} />}
      {forget.error && <Trouble error={forget.error} />}
      {outside && <OutsideState outside={outside} />}
      <Field
        label={m.url}
        hint={m.urlHint}
        type="url"
        autoComplete="off"
        value={url}
        onChange={setUrl}
        wrong={problem.at('url')}
      />
      <div className={css['buttons']}>
        <Button type="submit" isDisabled={connect.isPending || url.trim() === ''}>
          {m.connect}
        </Button>
        {outside && (
          <Button isDisabled={forget.isPending} onPress={() => forget.mutate()}>
            {m.forget}
          </Button>
        )}
      </div>
    </form>
  );
}

/** Where it is read from, when it was last, and why it cannot be. */
function OutsideState({ outside }: { readonly outside: NonNullable<OwnCalendarView['outside']> }) {
  const { duty } = useMessages();
  const { own: m } = duty;
  const format = useFormat();
  const now = useNow();
  const { host, fetchedAt, failing, busy } = outside;
  return (
    <div>
      <p>
        {m.connected(host)}, {fetchedAt === undefined ? m.notFetched : m.fetched(format.when(fetchedAt, now))}
      </p>
      {failing ? (
        <Chip tone="bad">{m.failing(format.when(failing.since, now), failureWords(failing.why, duty))}</Chip>
      ) : (
        <p className={css['small']}>{m.busy(busy.length)}</p>
      )}
    </div>
  );
}
