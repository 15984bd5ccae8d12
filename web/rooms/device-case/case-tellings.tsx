import { lazy } from 'react';
import type { CaseView } from '../../../shared/contracts/devices-contract.ts';
import { useAgentNames } from '../../api/queries.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { Chip, LanguageTag, type Tone, When } from '../../parts/marks.tsx';
import { Why } from '../../parts/why.tsx';
import css from './device-case.module.css';

const LanguageAnswer = lazy(() => import('../../why/language-answer.tsx'));

type Props = { readonly view: CaseView };

/** What the customer was told, and whether it reached them. */
export function Tellings({ view }: Props) {
  const m = useMessages();
  return (
    <section className={css['card']} data-testid="tellings">
      <h2>{m.deviceCase.tellings}</h2>
      {view.tellings.length === 0 && (
        <p className={css['soft']}>{view.contactId ? m.deviceCase.noTellings : m.deviceCase.nobodyToTell}</p>
      )}
      <ul>
        {view.tellings.map(telling => (
          <TellingLine key={`${telling.kind} ${telling.at}`} telling={telling} />
        ))}
      </ul>
    </section>
  );
}

const unsent: ReadonlySet<string> = new Set(['failed', 'no-address']);

function TellingLine({ telling }: { readonly telling: CaseView['tellings'][number] }) {
  const m = useMessages();
  const format = useFormat();
  const now = useNow();
  const { kind, state, at, dueAt, language } = telling;
  return (
    <li className={css['pair']}>
      <span className={css['small']}>
        <When at={at} />
      </span>
      <span>
        {wordFor(m.deviceCase.tellingKinds, kind)}
        {dueAt && <span className={css['small']}>{m.devices.by(format.due(dueAt, now))}</span>}
        <Chip tone={unsent.has(state) ? 'bad' : 'plain'}>{wordFor(m.deviceCase.tellingStates, state)}</Chip>
        {language && (
          <>
            <LanguageTag tag={language} />
            <Why of={`${wordFor(m.deviceCase.tellingKinds, kind)}: ${format.language(language)}`}>
              <LanguageAnswer telling={telling} />
            </Why>
          </>
        )}
      </span>
    </li>
  );
}

const tones: Readonly<Record<string, Tone>> = {
  running: 'bad',
  acknowledged: 'info',
  snoozed: 'info',
  resolved: 'good',
  exhausted: 'bad',
};

/** Whether people are being told one after another, and who took it on. */
export function Escalation({ view: { escalation } }: Props) {
  const { deviceCase: m } = useMessages();
  const agentName = useAgentNames();
  if (!escalation) return null;
  const { state, acknowledgedBy } = escalation;
  return (
    <section className={css['card']} data-testid="escalation">
      <h2>{m.escalation}</h2>
      <p>
        <Chip tone={tones[state] ?? 'plain'}>{wordFor(m.escalationStates, state)}</Chip>{' '}
        {acknowledgedBy ? m.takenOnBy(agentName(acknowledgedBy)) : state === 'running' && m.nobodyYet}
      </p>
    </section>
  );
}
