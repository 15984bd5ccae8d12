import { useMe } from '../../api/queries.ts';
import type { Place } from '../../app/routes.ts';
import { useMessages } from '../../messages/messages.ts';
import { productName, wordFor } from '../../messages/words.ts';
import { useAboutWords, useContactName } from '../calls/call-words.ts';
import { useWaitWords } from '../devices/case-words.ts';
import { useEvidenceLine } from '../outreach/evidence-words.ts';
import type { Subject } from './today-sources.ts';

/** What a line says: what it is, whose, and why it is there. */
export type LineWords = {
  readonly what: string;
  readonly accountName: string;
  readonly language?: string;
  readonly why: readonly string[];
  /** The name of its mark. */
  readonly kind: string;
  readonly to: Place;
};

type Of<K extends Subject['is']> = Extract<Subject, { is: K }>;

/** Puts any line into words. */
export function useLineWords(): (subject: Subject) => LineWords {
  const onCall = useCallWords();
  const onCase = useCaseWords();
  const onOutreach = useOutreachWords();
  const onTeam = useTeamWords();
  const m = useMessages();
  return subject => {
    switch (subject.is) {
      case 'call':
        return onCall(subject);
      case 'device-case':
        return onCase(subject);
      case 'outreach':
        return onOutreach(subject);
      case 'escalation':
      case 'account':
        return onTeam(subject);
      case 'notification': {
        const { item } = subject;
        return {
          ...{ what: item.title, accountName: item.accountName, language: item.language },
          ...{ why: [item.text], kind: item.kind, to: { room: 'inbox', notificationId: item.id } },
        };
      }
      case 'task': {
        const { task } = subject;
        return {
          ...{ what: wordFor(m.taskKinds, task.kind), accountName: task.accountName },
          ...{ language: task.language, kind: 'tasks', to: taskPlace(task) },
          why: task.product ? [productName(task.product)] : [],
        };
      }
    }
  };
}

/** Where there is a page for what a task is about, it leads there. */
function taskPlace({ subjectKind, subjectId, accountId }: Of<'task'>['task']): Place {
  if (subjectKind === 'depot' && subjectId) return { room: 'depot', depotId: subjectId };
  if (subjectKind === 'device-case' && subjectId) return { room: 'device-case', caseId: subjectId };
  return { room: 'account', accountId };
}

function useCallWords(): (subject: Of<'call'>) => LineWords {
  const { calls: m, nav } = useMessages();
  const about = useAboutWords();
  const contact = useContactName();
  return ({ call }) => {
    const { state, hindered, booking } = call;
    const inTheWay = hindered
      ? wordFor(m.hindrances, hindered)
      : booking?.mustMove && m.mustMoveWhy(wordFor(m.mustMove, booking.mustMove));
    return {
      ...{ what: about(call).join(' · ') || nav.calls, accountName: call.accountName },
      ...{ language: call.language, kind: 'calls', to: { room: 'call', callId: call.id } },
      why: [
        ...(inTheWay ? [inTheWay] : [m.states[state]]),
        contact(call),
        ...(call.about ? [m.about(call.about)] : []),
      ],
    };
  };
}

function useCaseWords(): (subject: Of<'device-case'>) => LineWords {
  const { damages, devices: m } = useMessages();
  const waits = useWaitWords();
  const me = useMe().data?.agent.id;
  return ({ line }) => {
    const { id, model, serial, damage, leg, state, waitingOn, waitReason, noStock } = line;
    return {
      ...{ what: `${model} · ${wordFor(damages, damage)}`, accountName: line.accountName },
      ...{ language: line.language, kind: 'devices', to: { room: 'device-case', caseId: id } },
      why: [
        ...(noStock ? [m.noStock] : []),
        leg ? wordFor(m.legs, leg) : wordFor(m.states, state),
        ...(waitingOn ? [waits(waitingOn, waitReason)] : []),
        serial,
        ...(line.ownerId === me ? [] : [line.ownerName ?? m.noOwner]),
      ],
    };
  };
}

function useOutreachWords(): (subject: Of<'outreach'>) => LineWords {
  const { outreach: m, nav } = useMessages();
  const evidence = useEvidenceLine();
  return ({ view }) => ({
    ...{ what: `${nav.outreach}: ${wordFor(m.causes, view.cause)}`, accountName: view.accountName },
    ...{ language: view.language, kind: 'outreach', to: { room: 'outreach', id: view.id } },
    why: [evidence(view.evidence)],
  });
}

function useTeamWords(): (subject: Of<'escalation'> | Of<'account'>) => LineWords {
  const m = useMessages();
  return subject => {
    if (subject.is === 'account') {
      const { accountId, accountName, language, reason } = subject.waiting;
      return {
        ...{ what: m.today.noOwner, accountName, language, why: [wordFor(m.reasons, reason)] },
        ...{ kind: 'accounts', to: { room: 'account', accountId } },
      };
    }
    const { kind, accountName, state, chain, subjectKind, subjectId } = subject.escalation;
    return {
      ...{ what: `${m.nav.chains}: ${wordFor(m.noticeKinds, kind)}`, accountName, kind: 'chains' },
      why: [m.chains.states[state], m.chains.by(chain)],
      to:
        subjectKind === 'device-case'
          ? { room: 'device-case', caseId: subjectId }
          : { room: 'chains', of: 'running' },
    };
  };
}
