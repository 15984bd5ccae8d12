import type { ReactNode } from 'react';
import type { CallView } from '../../../shared/contracts/calls-contract.ts';
import { timeIn } from '../../app/format.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { Chip, LanguageTag, type Tone } from '../../parts/marks.tsx';
import { CallTime } from './call-time.tsx';
import { useAboutWords, useAgentOf, useContactName } from './call-words.ts';
import css from './calls.module.css';

export const stateTones: Readonly<Record<CallView['state'], Tone>> = {
  due: 'plain',
  asked: 'bad',
  accepted: 'warn',
  booked: 'info',
  running: 'good',
  ended: 'plain',
};

type RowProps = {
  readonly call: CallView;
  /** What stands for the call where its account is known: what it is about. */
  readonly title?: string | undefined;
  readonly ofTeam: boolean;
  /** Who was first, where a colleague was; empty when that is not known. */
  readonly lostTo: string | undefined;
  readonly children?: ReactNode;
};

/** One call: how much time is left, with whom and about what, and what stands in its way. */
export function CallRow({ call, title, ofTeam, lostTo, children }: RowProps) {
  const { calls: m } = useMessages();
  return (
    <li className={css['row']} data-testid="call" data-state={call.state} data-lost={lostTo !== undefined}>
      <CallTime call={call} />
      <div className={css['what']}>
        <p className={css['line']}>
          <Link to={{ room: 'call', callId: call.id }} className={css['name']} data-call={call.id}>
            {title ?? call.accountName}
          </Link>
          <LanguageTag tag={call.language} />
          <Chip tone={stateTones[call.state]}>{m.states[call.state]}</Chip>
        </p>
        <Whom call={call} ofTeam={ofTeam} titled={title !== undefined} />
        <InTheWay call={call} />
      </div>
      {lostTo === undefined ? (
        <span className={css['acts']}>{children}</span>
      ) : (
        <span className={css['lost']} role="status">
          {lostTo === '' ? m.fasterUnknown : m.faster(lostTo)}
        </span>
      )}
    </li>
  );
}

type WhomProps = { readonly call: CallView; readonly ofTeam: boolean; readonly titled: boolean };

function Whom({ call, ofTeam, titled }: WhomProps) {
  const { calls: m, locale } = useMessages();
  const about = useAboutWords();
  const contact = useContactName();
  const agent = useAgentOf();
  const { zone } = useFormat();
  const now = useNow();
  const local = timeIn(call.zone, locale, now);
  const there = local === timeIn(zone, locale, now) ? undefined : local;
  return (
    <p className={css['soft']}>
      {[
        contact(call),
        ...(titled ? [] : about(call)),
        ...(there ? [`${there} ${call.zone}`] : []),
        ...(ofTeam ? [agent(call)] : []),
        ...(call.state === 'asked' && call.offer ? [m.offeredTo(call.offer.agents.length)] : []),
      ].join(' · ')}
      {call.about && <span className={css['about']}>{m.about(call.about)}</span>}
    </p>
  );
}

/** Why the call may not be made, must move, or waits. */
export function InTheWay({ call }: { readonly call: CallView }) {
  const { calls: m } = useMessages();
  const format = useFormat();
  const now = useNow();
  const early = call.state === 'due' && Date.parse(call.readyAt) > now;
  const mustMove = call.booking?.mustMove;
  return (
    <>
      {call.hindered && (
        <p className={css['hindered']} data-testid="hindered">
          {wordFor(m.hindrances, call.hindered)}
        </p>
      )}
      {mustMove && (
        <p className={css['hindered']} data-testid="must-move">
          {m.mustMoveWhy(wordFor(m.mustMove, mustMove))}
        </p>
      )}
      {early && <p className={css['soft']}>{m.notBefore(format.due(call.readyAt, now))}</p>}
    </>
  );
}
