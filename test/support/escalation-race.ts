import type { Run } from '../../shared/domain/notifications/escalation.ts';
import { isOpen, type Notification } from '../../shared/domain/notifications/notification.ts';
import type { StoredRun } from '../../shared/store/escalation-store.ts';
import { followsOf, type TimerRow } from '../../shared/store/journal.ts';
import { escalationKey, escalationPk, notificationIdOf, timerKey } from '../../shared/store/keys.ts';
import type { escalationRoom } from './escalation.ts';
import { tableOver } from './table-over.ts';

type Room = Awaited<ReturnType<typeof escalationRoom>>;
/** One commit that moved the escalation, with how many people it had told. */
export type Moved = { readonly before: Run; readonly after: Run; readonly told: number; readonly at: number };

/** Where races start, over and over: a table with the rows of a room, a clock of its own, and all that moved the run. */
export function raceTrack(room: Room) {
  const rows = [...room.table.rows()];
  const over = tableOver(rows);
  const start = room.ports.clock.now();
  const before = rows.filter(row => row['type'] === 'journal');
  const chain = JSON.stringify(room.run().chain);
  const [wanted] = room.emitted('notification.wanted');
  return () => {
    let now = start;
    let n = 0;
    const table = over();
    const history: Moved[] = [];
    const run = () => table.peek(escalationKey('esc_1')) as unknown as StoredRun;
    table.onCommit(changes => {
      const move = changes.find(({ after }) => after['type'] === 'escalation');
      if (!move) return;
      const follows = changes.flatMap(({ after }) => followsOf(after));
      const told = follows.filter(({ name }) => name === 'notification.wanted').length;
      history.push({ ...(move as unknown as { before: Run; after: Run }), told, at: now });
    });
    return {
      history,
      run,
      /** What the first person was told by. */
      wanted,
      chain,
      ports: {
        ...room.ports,
        table,
        clock: { now: () => now },
        ids: { random: (prefix: string) => `${prefix}_race${n++}` },
      },
      mails: room.mails,
      timer: (kind: TimerRow['kind'], pk = escalationPk('esc_1')) =>
        table.peek(timerKey(pk, kind)) as TimerRow | undefined,
      /** A tick comes when it is due, never before. */
      reach: (instant: number) => {
        now = Math.max(now, instant);
      },
      notifications: () => table.rowsOf('notification') as unknown as Notification[],
      emitted: (name: string) =>
        table
          .rowsOf('journal')
          .flatMap(followsOf)
          .filter(fact => fact.name === name),
      timers: () => table.rowsOf('timer'),
      decisions: () => [...before, ...table.rowsOf('journal')].map(row => String(row['decision'])),
    };
  };
}
export type Race = ReturnType<ReturnType<typeof raceTrack>>;

const held = ({ state }: Run) => state === 'acknowledged' || state === 'snoozed';
const holder = ({ state, acknowledgedBy, snoozedBy }: Run) =>
  state === 'snoozed' ? snoozedBy : acknowledgedBy;

/** Timers by which a person is reached, or not any more. */
const PERSONAL = new Set(['notification.mail-fallback', 'notification.retry', 'notification.expire']);

/** What of the rules of an escalation a race broke, once everything that followed from it was done. */
export function rulesBroken(race: Race): string[] {
  const { history } = race;
  const run = race.run();
  const open = new Set(
    race
      .notifications()
      .filter(isOpen)
      .map(one => one.id),
  );
  const places = run.log
    .filter(({ why }) => ['told', 'nobody-on-duty', 'gate-closed'].includes(why))
    .map(({ cycle, step }) => cycle * 1_000 + step);
  const steps = history.filter(({ told }) => told > 0);
  const step = race.timer('escalation.step');
  const reminder = race.timer('escalation.ack-reminder');
  const unanswered = run.state === 'running' || run.state === 'exhausted';
  const rules: Record<string, boolean> = {
    'levels only rise': places.every((place, at) => place >= (places[at - 1] ?? -1)),
    'each level comes at most once per round': new Set(places).size === places.length,
    'nobody is told while somebody has it, or once it is solved': steps.every(
      ({ before, at }) => before.state !== 'resolved' && (!held(before) || at >= dueOf(before)),
    ),
    'no step comes before it is due': steps.every(({ before, at }) => at >= dueOf(before)),
    'it goes on, waits for somebody, or has rung':
      step?.dueAt === run.nextAt &&
      reminder?.dueAt === run.confirmBy &&
      [step, reminder].every(timer => timer === undefined || timer.epoch === run.version) &&
      run.log.filter(({ why }) => why === 'exhausted').length <=
        race.decisions().filter(decision => decision === 'escalation-exhausted').length &&
      (run.nextAt !== undefined) === (run.state === 'running' || run.state === 'snoozed') &&
      (run.confirmBy !== undefined) === (run.state === 'acknowledged'),
    'one person has it at a time': history.every(
      ({ before, after }) => !held(before) || !held(after) || holder(before) === holder(after),
    ),
    'what is solved stays so': history.every(({ before }) => before.state !== 'resolved'),
    'the chain is the one it started with': JSON.stringify(run.chain) === race.chain,
    'where nobody is, the next one comes at once': run.log.every(
      ({ why, at }, n) => why !== 'nobody-on-duty' || run.log[n + 1]?.at === at,
    ),
    'whatever else was told of it is done, with its timers':
      unanswered || race.notifications().every(one => !isOpen(one) || mayStay(one, run)),
    'no mail or push is pending for whoever was told': race
      .timers()
      .every(({ kind, pk }) => !PERSONAL.has(String(kind)) || open.has(notificationIdOf(pk))),
  };
  return Object.keys(rules).filter(rule => !rules[rule]);
}

const dueOf = ({ nextAt, confirmBy }: Run): number => nextAt ?? confirmBy ?? Number.POSITIVE_INFINITY;

/** What whoever put it away has of it. */
const mayStay = ({ recipientId }: Notification, run: Run): boolean =>
  run.state === 'snoozed' && recipientId === run.snoozedBy;
