import { lazy, Suspense } from 'react';
import { useMe } from '../../api/queries.ts';
import { setCompact, useCompact } from '../../app/density.ts';
import { setLetters, useLetters } from '../../app/keys.ts';
import { useFormat } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { type Messages, useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { Choice, Tick } from '../../parts/field.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Loading } from '../../parts/states.tsx';
import type { PushState } from '../../push/subscription.ts';
import { usePush } from '../../push/use-push.ts';
import { startTour } from '../../shell/shell.tsx';
import css from './settings.module.css';
import { useSettingsWords } from './words/load-words.ts';

const Preferences = lazy(() => import('./preferences-form.tsx'));

/** What belongs to this browser and this person: push, keys, how they are told, the profile that the lead keeps. */
export function YouView() {
  const m = useMessages();
  const letters = useLetters();
  return (
    <div className={css['cards']}>
      <PushCard />
      <section className={css['card']}>
        <h2>{m.settings.letters}</h2>
        <Tick checked={letters} onChange={setLetters}>
          {m.settings.lettersText}
        </Tick>
      </section>
      <DensityCard />
      <Suspense fallback={<Loading of="screen" />}>
        <Preferences />
      </Suspense>
      <ProfileCard />
      <ElsewhereCard />
      <TourCard />
      <ApiCard />
    </div>
  );
}

function DensityCard() {
  const { density: m } = useSettingsWords();
  const compact = useCompact();
  return (
    <section className={css['card']} data-testid="density">
      <h2>{m.title}</h2>
      <p>{m.text}</p>
      <Choice
        label={m.rows}
        value={compact ? 'compact' : 'comfortable'}
        onChange={chosen => setCompact(chosen === 'compact')}
        options={(['comfortable', 'compact'] as const).map(value => ({ value, label: m[value] }))}
      />
    </section>
  );
}

const stateWords = (state: PushState, m: Messages): string =>
  ({
    checking: m.push.working,
    unsupported: m.push.unsupported,
    denied: m.push.denied,
    off: m.push.off,
    'other-agent': m.push.otherAgent,
    on: m.push.on,
  })[state];

function PushCard() {
  const m = useMessages();
  const { state, busy, wrong, enable, disable } = usePush();
  return (
    <section className={css['card']} data-testid="push-card" data-state={state}>
      <h2>{m.push.title}</h2>
      <p>{m.push.text}</p>
      <div className={css['state']} role="status">
        <Icon name={state === 'on' ? 'check' : 'bell'} />
        <span>{busy ? m.push.working : (wrong ?? stateWords(state, m))}</span>
      </div>
      {state === 'on' && (
        <Button onPress={disable} isDisabled={busy}>
          {m.push.disable}
        </Button>
      )}
      {(state === 'off' || state === 'other-agent') && (
        <Button look="primary" onPress={enable} isDisabled={busy}>
          {m.push.enable}
        </Button>
      )}
    </section>
  );
}

function ProfileCard() {
  const m = useMessages();
  const me = useMe().data;
  const format = useFormat();
  if (!me) return null;
  return (
    <section className={css['card']}>
      <h2>{m.settings.profile}</h2>
      <p>{m.settings.profileText}</p>
      <dl className={css['facts']}>
        <dt>{m.agentForm.name}</dt>
        <dd>{me.agent.name}</dd>
        <dt>{m.settings.company}</dt>
        <dd>{me.company}</dd>
        <dt>{m.team.languages}</dt>
        <dd>{format.list(me.agent.languages.map(format.language))}</dd>
        <dt>{m.settings.zone}</dt>
        <dd>{me.agent.zone}</dd>
        <dt>{m.team.book}</dt>
        <dd>{m.team.bookOf(me.agent.book, me.agent.capacity)}</dd>
      </dl>
    </section>
  );
}

function TourCard() {
  const { tour: m } = useMessages();
  return (
    <section className={css['card']}>
      <h2>{m.title}</h2>
      <p>{m.offer}</p>
      <Button onPress={startTour}>{m.title}</Button>
    </section>
  );
}

/** The reference of the API, for those who lead or operate: it has a page of its own. */
function ApiCard() {
  const { settings: m } = useMessages();
  const roles = useMe().data?.agent.roles ?? [];
  if (!roles.some(role => role !== 'agent')) return null;
  return (
    <section className={css['card']}>
      <h2>{m.apiTitle}</h2>
      <p>{m.apiText}</p>
      <p>
        <a href="/docs/" target="_blank" rel="noopener">
          {m.apiOpen}
        </a>
      </p>
    </section>
  );
}

/** What is set in rooms of its own. */
function ElsewhereCard() {
  const { elsewhere: m } = useSettingsWords();
  return (
    <section className={css['card']} data-testid="elsewhere">
      <h2>{m.title}</h2>
      <p>{m.text}</p>
      <ul className={css['rooms']}>
        <li>
          <Link to={{ room: 'team' }}>{m.team}</Link>
        </li>
        <li>
          <Link to={{ room: 'promises', of: 'policies' }}>{m.promises}</Link>
        </li>
        <li>
          <Link to={{ room: 'chains', of: 'chains' }}>{m.chains}</Link>
        </li>
      </ul>
    </section>
  );
}
