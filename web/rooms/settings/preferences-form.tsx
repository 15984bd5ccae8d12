import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { PreferencesInput, PreferencesView } from '../../../shared/contracts/notifications-contract.ts';
import { inboxKeys, usePreferences } from '../../api/notification-queries.ts';
import { routes } from '../../api/routes.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { Button } from '../../parts/button.tsx';
import { Field, Tick } from '../../parts/field.tsx';
import { useFormProblem, type WrongAt } from '../../parts/field-problem.ts';
import { Icon } from '../../parts/icons.tsx';
import { Loading, Trouble } from '../../parts/states.tsx';
import { showWord } from '../../parts/toasts.tsx';
import { weekDays } from '../team/hours.ts';
import { ChatFields } from './chat-fields.tsx';
import { ChoiceFields } from './choice-fields.tsx';
import { DigestLines } from './digest-lines.tsx';
import { KindChoices } from './kind-choices.tsx';
import {
  type PreferencesDraft,
  preferenceFields,
  preferencesDraft,
  readPreferences,
} from './preferences-draft.ts';
import css from './settings.module.css';

/** How the signed-in person wants to be told. */
export default function Preferences() {
  const { data, isPending, error, refetch } = usePreferences();
  if (isPending) return <Loading of="screen" />;
  if (!data) return <Trouble error={error} onRetry={() => void refetch()} />;
  return <PreferencesForm view={data} />;
}

function useSave(onSaved: (view: PreferencesView) => void) {
  const m = useMessages();
  const { api, queries } = useServices();
  return useMutation({
    mutationFn: (body: PreferencesInput) => api(routes.putPreferences, { body }),
    onSuccess: answer => {
      queries.setQueryData(inboxKeys.preferences, answer);
      onSaved(answer);
      showWord(m.settings.told.saved);
    },
  });
}

function useDraft(view: PreferencesView) {
  const [draft, setDraft] = useState(() => preferencesDraft(view));
  const [tried, setTried] = useState(false);
  const save = useSave(answer => {
    setDraft(preferencesDraft(answer));
    setTried(false);
  });
  const { input, wrong } = readPreferences(draft, view.chatHosts);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong.size === 0 && !save.isPending) save.mutate(input);
  };
  const problem = { wrong: tried ? wrong : new Map(), error: save.error, fields: preferenceFields(draft) };
  return { draft, setDraft, send, busy: save.isPending, problem };
}

function PreferencesForm({ view }: { readonly view: PreferencesView }) {
  const { told: m } = useMessages().settings;
  const { draft, setDraft, send, busy, problem } = useDraft(view);
  const { at, elsewhere } = useFormProblem(problem);
  return (
    <form className={css['form']} onSubmit={send} noValidate data-testid="preferences">
      <Off view={view} draft={draft} onChange={setDraft} />
      <ForAll draft={draft} onChange={setDraft} wrongAt={at} />
      <section className={css['card']}>
        <h2>{m.kinds}</h2>
        <KindChoices
          effective={view.effective}
          kinds={draft.kinds}
          onChange={kinds => setDraft({ ...draft, kinds })}
        />
      </section>
      <section className={css['card']}>
        <h2>{m.digests}</h2>
        <p>{m.digestsText}</p>
        <DigestLines
          digests={draft.digests}
          kinds={view.effective.map(one => one.kind)}
          onChange={digests => setDraft({ ...draft, digests })}
          wrongAt={at}
        />
      </section>
      <ChatFields view={view} draft={draft} onChange={setDraft} wrong={at('chatUrl')} />
      <div className={css['foot']}>
        {elsewhere !== null && elsewhere !== undefined && <Trouble error={elsewhere} />}
        <Button type="submit" look="primary" isDisabled={busy}>
          {m.save}
        </Button>
      </div>
    </form>
  );
}

/** What holds for every kind of which nothing else is said. */
function ForAll({ draft, onChange, wrongAt }: WindowsProps) {
  const { told: m } = useMessages().settings;
  return (
    <section className={css['card']}>
      <h2>{m.title}</h2>
      <p>{m.text}</p>
      <div className={`${css['choices']} ${css['wideChoices']}`}>
        <ChoiceFields
          value={draft.all}
          onChange={all => onChange({ ...draft, all })}
          unsaid={m.asCompany}
          wrongAt={wrongAt}
        />
      </div>
      <Windows draft={draft} onChange={onChange} wrongAt={wrongAt} />
    </section>
  );
}

type OffProps = {
  readonly view: PreferencesView;
  readonly draft: PreferencesDraft;
  readonly onChange: (draft: PreferencesDraft) => void;
};

/** Channels that do not work, and why; each is tried again when that is asked for. */
function Off({ view, draft, onChange }: OffProps) {
  const m = useMessages();
  const { told } = m.settings;
  const format = useFormat();
  const now = useNow();
  const { mend } = draft;
  return view.off.map(({ channel, why, at }) => (
    <div key={channel} className={css['off']} data-testid="channel-off">
      <Icon name="warn" />
      <div>
        <p>
          <strong>{told.offTitle(m.channels[channel])}.</strong>{' '}
          {told.offText(wordFor(told.offWhys, why), format.due(at, now))}
        </p>
        <Tick
          checked={mend.includes(channel)}
          onChange={on =>
            onChange({ ...draft, mend: on ? [...mend, channel] : mend.filter(one => one !== channel) })
          }
        >
          {told.mend}
        </Tick>
      </div>
    </div>
  ));
}

type WindowsProps = {
  readonly draft: PreferencesDraft;
  readonly onChange: (draft: PreferencesDraft) => void;
  readonly wrongAt: WrongAt;
};

/** One's own hours, where they count for something. */
function Windows({ draft, onChange, wrongAt }: WindowsProps) {
  const m = useMessages();
  const { told } = m.settings;
  const { zone } = useFormat();
  const counts = [draft.all, ...Object.values(draft.kinds)].some(({ quiet }) => quiet === 'windows');
  if (!counts) return null;
  const wrong = wrongAt('windows');
  return (
    <fieldset className={css['windows']}>
      <legend>{told.hours}</legend>
      <p>
        {told.hoursHint} {told.zone(zone)}.
      </p>
      {wrong && (
        <p className={css['wrong']} role="alert">
          {wrong}
        </p>
      )}
      <div className={css['days']}>
        {weekDays.map(day => (
          <Field
            key={day}
            label={m.weekDays[day]}
            value={draft.hours[day]}
            onChange={text => onChange({ ...draft, hours: { ...draft.hours, [day]: text } })}
            wrong={wrongAt(`windows.${day}`)}
          />
        ))}
      </div>
    </fieldset>
  );
}
