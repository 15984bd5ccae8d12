import type { CDPSession, Page } from 'playwright-core';
import type { Random } from '../../../tools/bench/random.ts';
import { type MockState, signUp } from './mock-state.ts';
import type { Stage } from './stage-console.ts';

/** Rooms whose lists are held against the server: what they show, and what the server would say. */
const rooms = ['/inbox', '/inbox', '/feed', '/accounts'] as const;
type Room = (typeof rooms)[number];
/** So many lines of a list are looked at: those that are always in the page. */
const TOP = 8;

const isOpen = (state: string) => ['queued', 'sent', 'delivered', 'seen'].includes(state);

export function onServer(room: Room, { notifications, feed, accounts }: MockState): readonly string[] {
  if (room === '/feed') return feed.slice(0, TOP).map(one => one.accountName);
  if (room === '/accounts')
    return accounts.slice(0, TOP).map(one => `${one.name} ${one.status}`.toLowerCase());
  return notifications
    .filter(one => one.recipientId === 'anna' && isOpen(one.state) && one.snoozedUntil === undefined)
    .map(one => `${one.id} ${one.state}`)
    .sort();
}

export const onPage = (room: Room, page: Page): Promise<readonly string[]> =>
  page.evaluate(
    ({ at, top }) => {
      const all = (name: string) => [...document.querySelectorAll<HTMLElement>(`[data-testid="${name}"]`)];
      if (at === '/feed')
        return all('feed-entry')
          .slice(0, top)
          .map(one => one.querySelector('a')?.textContent ?? '');
      if (at === '/accounts')
        return all('account-row')
          .slice(0, top)
          .map(one =>
            [...one.children]
              .slice(0, 2)
              .map(part => part.textContent)
              .join(' ')
              .toLowerCase(),
          );
      return all('notification')
        .map(one => `${one.id.replace('notification-', '')} ${one.dataset['state']}`)
        .sort();
    },
    { at: room, top: TOP },
  );

/** A day small enough that every open notification is in the page. */
export function makeSmall({ notifications }: MockState): void {
  notifications.splice(6);
}

/** Something happens on the server; few stay open, so that all of them are in the page. */
export function happen(state: MockState, random: Random): void {
  const open = state.notifications.filter(one => isOpen(one.state) && one.snoozedUntil === undefined);
  const some = open.length > 0 ? random.pick(open) : undefined;
  if (!some || (open.length < 9 && random.chance(0.6))) {
    signUp(state, `Neu ${state.accounts.length}`);
    return;
  }
  const deed = random.int(1, 3);
  const index = state.notifications.indexOf(some);
  const next = deed === 1 ? { state: 'seen' as const } : deed === 2 ? { state: 'acknowledged' as const } : {};
  const until = { snoozedUntil: new Date(Date.now() + 400 * 86_400_000).toISOString() };
  const changed = { ...some, ...next, ...(deed === 3 ? until : {}), version: some.version + 1 };
  state.notifications[index] = changed;
  state.send({ type: 'notification', id: changed.id, version: changed.version });
  const account = state.accounts[random.int(0, TOP - 1)];
  if (!account || random.chance(0.6)) return;
  state.accounts[state.accounts.indexOf(account)] = {
    ...account,
    status: random.pick(['trial', 'active', 'cancelled'] as const),
  };
  state.send({ type: 'account', accountId: account.id });
}

/** Hints that get lost on their way. */
export function losingHints(state: MockState, random: Random) {
  const { send } = state;
  const loss = { share: 0, lost: 0, sent: 0 };
  state.send = frame => {
    loss.sent += 1;
    if (random.int(1, 100) <= loss.share * 100) loss.lost += 1;
    else send(frame);
  };
  return loss;
}

type Round = { readonly stage: Stage; readonly random: Random; readonly session: CDPSession };

const changes = async ({ stage, random }: Round, most: number): Promise<void> => {
  for (let n = random.int(1, most); n > 0; n--) {
    happen(stage.server.state, random);
    await new Promise(next => setTimeout(next, random.int(0, 60)));
  }
};

/** What may happen to a page: its line is cut and it is kept out, it is asleep, it has no network. */
const mishaps: Readonly<Record<string, (round: Round) => Promise<void>>> = {
  'kept out': async round => {
    round.stage.server.dropSockets({ refuse: true });
    await changes(round, 6);
    round.stage.server.acceptSockets();
  },
  'cut again and again': async round => {
    for (let cuts = round.random.int(1, 3); cuts > 0; cuts--) {
      round.stage.server.dropSockets();
      await changes(round, 3);
    }
  },
  asleep: async round => {
    await round.session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await changes(round, 6);
    round.stage.server.dropSockets();
    await changes(round, 3);
    await round.session.send('Page.setWebLifecycleState', { state: 'active' });
  },
  'without a network': async round => {
    await round.stage.context.setOffline(true);
    round.stage.server.dropSockets();
    await changes(round, 6);
    await round.stage.context.setOffline(false);
  },
};

/** One round: changes with hints that get lost, a mishap, and a line that is back; answers with what it was. */
export async function mishap(round: Round): Promise<{ readonly what: string; readonly room: Room }> {
  const { stage, random } = round;
  const room = random.pick(rooms);
  await stage.page.locator(`nav a[href="${room}"]`).first().click();
  await changes(round, 5);
  const what = random.pick(Object.keys(mishaps));
  await mishaps[what]?.(round);
  return { what, room };
}
