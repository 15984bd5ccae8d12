import { actOnNotification } from '../../functions/notifications/answer-person.ts';
import { notificationWanted, taskDone } from '../../shared/events/team-events.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { preferencesWrite } from '../../shared/store/preferences-store.ts';
import type { World } from './world.ts';
import { START } from './world.ts';

const kinds = ['signed-up', 'cancelled', 'contract-adjusted', 'device-warned', 'replenish-stock'] as const;
const recipients = ['anna', 'bruno', 'carmen', 'denise', 'emil', 'fatima'];

/** Six people who want to be told in six ways: at any hour, in hours of their own, in digests, by mail alone, by chat. */
export async function seedPreferences({ table }: World): Promise<void> {
  const none = { kinds: {}, digests: [], off: [] };
  const mornings = { mon: [['09:00', '12:00']], tue: [['09:00', '12:00']] } as const;
  const hourly = {
    id: 'hourly',
    channel: 'push',
    every: 'hour',
    kinds: ['contract-adjusted', 'signed-up'],
  } as const;
  const daily = { id: 'daily', channel: 'mail', every: 'day', at: '16:30', kinds: ['cancelled'] } as const;
  const ways = [
    { ...none, quiet: 'always' },
    { ...none, quiet: 'windows', windows: mornings },
    { ...none, digests: [hourly, daily] },
    { ...none, push: false, mail: 'always' },
    { ...none, quiet: 'duty' },
    { ...none, mail: 'never', chatUrl: 'https://hooks.slack.com/services/T/B/x' },
  ] as const;
  for (const [at, way] of ways.entries())
    await table.commit({
      commitId: `cmt_preferences${at}`,
      writes: [preferencesWrite(recipients[at] ?? '-', way, 0)],
    });
}

/** So many intents over six hours, from few matters, so that many are about one that is open; a few critical. */
export function wantThem(world: World, { intents }: { intents: number }): void {
  const { random } = world;
  for (let n = 0; n < intents; n++) {
    const task = random.chance(0.3) ? `tsk_${random.int(0, intents)}` : undefined;
    const follow = notificationWanted.of({
      recipientId: random.pick(recipients),
      kind: random.pick(kinds),
      language: 'de',
      reason: 'on-duty',
      ...(random.chance(0.05) ? { critical: true } : {}),
      ...(task === undefined ? {} : { taskId: task }),
    });
    const accountId = `acc-${random.int(0, Math.ceil(intents / 20))}`;
    world.clock.at(START + random.int(0, 6 * HOUR), () => {
      world.fact(follow, { accountId });
      if (task !== undefined && random.chance(0.3))
        world.clock.after(random.int(SECOND, HOUR), () => done(world, task, accountId));
    });
  }
}

const done = (world: World, taskId: string, accountId: string) =>
  void world.fact(taskDone.of({ taskId, kind: 'welcome-account', agentId: 'anna' }), { accountId });

/** People see, take on and put away what they get, each within the hour; what goes wrong is tried again. */
export function answerThem(world: World): void {
  const acts = [
    () => 'seen' as const,
    () => 'acknowledge' as const,
    () => ({ do: 'snooze', until: world.clock.now() + world.random.int(4 * MINUTE, 2 * HOUR) }) as const,
  ];
  world.table.onCommit(changes => {
    for (const { before, after } of changes) {
      if (before !== undefined || after?.type !== 'notification' || after.outcome !== undefined) continue;
      if (!world.random.chance(0.6)) continue;
      const act = world.random.pick(acts)();
      const who = { id: String(after.recipientId), roles: ['agent'] };
      world.clock.after(
        world.random.int(SECOND, HOUR),
        () => void attempt(world, String(after.id), { act, who }),
      );
    }
  });
}

type Done = {
  readonly act: Parameters<typeof actOnNotification>[2]['act'];
  readonly who: { readonly id: string; readonly roles: readonly string[] };
};

async function attempt(world: World, notificationId: string, { act, who }: Done): Promise<void> {
  const done = await world.act('agent', ports => actOnNotification(ports, who, { notificationId, act }));
  if (done.ended !== 'well')
    world.clock.after(5 * SECOND, () => void attempt(world, notificationId, { act, who }));
}
