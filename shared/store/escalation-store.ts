import { isUnanswered, type Run } from '../domain/notifications/escalation.ts';
import { DAY, type Instant } from '../kernel/instant.ts';
import { arm, disarm, replace } from './journal.ts';
import {
  escalationKey,
  escalationNotificationKey,
  escalationNotificationPrefix,
  escalationPk,
  lists,
  timeKey,
} from './keys.ts';
import { bare, type Check, type Put, type Row, type Table, type Write } from './table.ts';

export type StoredRun = Run & { readonly version: number };

/** As long as what was told of it. */
const KEPT_DAYS = 400;

/** The run of a row. */
export function runOf(row: Row): StoredRun {
  const { unanswered: _, ...run } = bare(row);
  return run as unknown as StoredRun;
}

/** One escalation, as it stands now. */
export async function loadRun(table: Table, escalationId: string): Promise<StoredRun | undefined> {
  const row = await table.get(escalationKey(escalationId));
  return row && runOf(row);
}

/** States that have a list. */
export type EscalationList = Exclude<Run['state'], 'resolved'>;
/** The list that a run of each state stands in. */
export const listOf: Readonly<Record<EscalationList, string>> = {
  running: lists.escalations,
  acknowledged: lists.takenEscalations,
  snoozed: lists.snoozedEscalations,
  exhausted: lists.exhaustedEscalations,
};

/** The row of a run: listed by its state until it is solved. */
function runRow({ version: _, ...run }: Run & { version?: number }): Row {
  const { state, startedAt } = run;
  const list = state === 'resolved' ? undefined : listOf[state];
  return {
    ...escalationKey(run.id),
    type: 'escalation',
    ...run,
    /** For conditions: 1 while nobody has it. */
    unanswered: isUnanswered(run) ? 1 : 0,
    ...(list === undefined ? {} : { list, listKey: timeKey(startedAt, run.id) }),
    expiresAt: Math.floor((startedAt + KEPT_DAYS * DAY) / 1000),
  };
}

/**
 * The run in its new state with exactly the timers it needs: the next step while it runs or is put away, the
 * confirmation while somebody has it. Their epoch is the run's version; refused with `stale` when somebody else moved it meanwhile.
 */
export function runWrites(before: StoredRun | undefined, after: Run, now: Instant): Write[] {
  const pk = escalationPk(after.id);
  const epoch = (before?.version ?? 0) + 1;
  const timers = [
    { kind: 'escalation.step', had: before?.nextAt, dueAt: after.nextAt },
    { kind: 'escalation.ack-reminder', had: before?.confirmBy, dueAt: after.confirmBy },
  ] as const;
  return [
    replace(runRow(after), before?.version),
    ...timers.flatMap(({ kind, had, dueAt }): Write[] => {
      if (dueAt !== undefined) return [arm({ pk, kind, dueAt, epoch, now })];
      return had === undefined ? [] : [disarm(pk, kind)];
    }),
  ];
}

/** Stands for an escalation that is over before it was wanted, as facts in any order may have it. */
export const endedUnstarted = (escalationId: string, now: Instant): Put =>
  replace(
    {
      ...escalationKey(escalationId),
      type: 'escalation',
      ...{ id: escalationId, state: 'resolved', resolvedAt: now, unanswered: 0 },
      expiresAt: Math.floor((now + KEPT_DAYS * DAY) / 1000),
    },
    undefined,
  );

/** The way from an escalation to what is told of it; refused with `escalation-over` unless nobody has it. */
export const tellingWrites = (escalationId: string, notificationId: string, expiresAt: number): Write[] => [
  {
    do: 'put',
    row: {
      ...escalationNotificationKey(escalationId, notificationId),
      type: 'escalation-notification',
      notificationId,
      expiresAt,
    },
  },
  stillUnanswered(escalationId),
];

/** Nobody has it; refused with `escalation-over`. */
export const stillUnanswered = (escalationId: string): Check => ({
  do: 'check',
  key: escalationKey(escalationId),
  when: { is: 'equal', field: 'unanswered', value: 1 },
  orElse: 'escalation-over',
});

/** The very state that was read; refused with `stale` when it is another meanwhile. */
export const stillAsRead = ({ id, version }: StoredRun): Check => ({
  do: 'check',
  key: escalationKey(id),
  when: { is: 'version', version },
  orElse: 'stale',
});

/** What was told of an escalation. */
export async function notificationsOfEscalation(
  table: Table,
  escalationId: string,
): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query({
      pk: escalationPk(escalationId),
      prefix: escalationNotificationPrefix,
      ...(cursor === undefined ? {} : { cursor }),
    });
    ids.push(...page.rows.map(row => String(row['notificationId'])));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return ids;
}
