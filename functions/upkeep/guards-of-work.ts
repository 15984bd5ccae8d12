import { isOpenCall } from '../../shared/domain/calls/call.ts';
import { nextLook } from '../../shared/domain/calls/next-due.ts';
import type { Journey } from '../../shared/domain/onboarding/journey.ts';
import type { TimerKind } from '../../shared/events/timers.ts';
import type { StoredCall } from '../../shared/store/call-store.ts';
import { listOf, runOf } from '../../shared/store/escalation-store.ts';
import { accountPk, contactPrefix, lists } from '../../shared/store/keys.ts';
import { personLists } from '../../shared/store/person-keys.ts';
import { bare, type Row } from '../../shared/store/table.ts';
import { type Guard, listed, type Must } from './guard.ts';

const epochOf = ({ version }: Row): number => version ?? 1;
/** The one timer of a row, when it says that there must be one. */
const one = (row: Row, kind: TimerKind, dueAt: unknown): Must[] =>
  typeof dueAt === 'number' ? [{ pk: row.pk, kind, dueAt, epoch: epochOf(row) }] : [];

/** Open work that stands in a list of its own, whatever it is about. */
export const guardsOfWork: readonly Guard[] = [
  // Somebody was erased, and it was not looked yet whether anything of theirs is left.
  listed({
    name: 'erasure',
    timers: ['person.erase'],
    lists: [personLists.erasures],
    musts: row =>
      one(row, 'person.erase', row['lookAt']).map(must => ({
        ...must,
        name: row.sk.slice(contactPrefix.length),
      })),
  }),
  listed({
    name: 'account-without-owner',
    timers: ['task.unowned'],
    lists: [lists.queue],
    musts: (row, now) =>
      row['state'] === 'queued'
        ? [{ pk: accountPk(String(row['accountId'])), kind: 'task.unowned', dueAt: now, epoch: epochOf(row) }]
        : [],
  }),
  // It goes on by itself while nobody has it, when a snooze of it ends, and when whoever has it does not confirm.
  listed({
    name: 'escalation',
    timers: ['escalation.step', 'escalation.ack-reminder'],
    lists: Object.values(listOf),
    musts: row => {
      const { nextAt, confirmBy } = runOf(row);
      return [...one(row, 'escalation.step', nextAt), ...one(row, 'escalation.ack-reminder', confirmBy)];
    },
  }),
  // A case whose clocks run or whose reservation ends says until when somebody must look.
  listed({
    name: 'device-case',
    timers: ['device.due'],
    lists: [lists.deviceCases],
    musts: row => one(row, 'device.due', row['lookAt']),
  }),
  // A message that waits for its reader's hours or digest.
  listed({
    name: 'bundle',
    timers: ['bundle.due'],
    lists: [lists.bundles],
    still: { is: 'differs', field: 'closed', value: 1 },
    musts: row => (row['closed'] === 1 ? [] : one(row, 'bundle.due', row['dueAt'])),
  }),
  listed({
    name: 'call',
    timers: ['call.due'],
    lists: [lists.calls('-')],
    listsOf: agentId => [lists.calls(agentId)],
    musts: row => {
      const call = bare(row) as unknown as StoredCall;
      return isOpenCall(call) ? one(row, 'call.due', nextLook(call)) : [];
    },
  }),
  listed({
    name: 'onboarding',
    timers: ['journey.due'],
    lists: [lists.journeys],
    musts: row => {
      const { product, lookAt } = bare(row) as unknown as Journey;
      return one(row, 'journey.due', lookAt).map(must => ({ ...must, name: product }));
    },
  }),
];
