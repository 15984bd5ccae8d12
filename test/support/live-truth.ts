import type { InfiniteQueryObserver } from '@tanstack/react-query';
import { DAY, HOUR, SECOND } from '../../shared/kernel/instant.ts';
import { type Random, randomOf } from '../../tools/bench/random.ts';
import { type InboxPage, type InboxView, inboxKeys } from '../../web/api/notification-queries.ts';
import { type AccountLine, type FeedPage, keys } from '../../web/api/queries.ts';
import { utcDayOf } from '../../web/app/format.ts';
import { catchUpTeam } from '../../web/live/catch-up-inbox.ts';
import { laterVersion, stays } from '../../web/live/inbox-lists.ts';
import { LiveClock } from './live-clock.ts';
import { LivePage, tellTime } from './live-page.ts';
import { LiveWorld, ME } from './live-world.ts';

const MIDNIGHT = Date.parse('2026-11-24T00:00:00Z');
const WITHIN = 5 * SECOND;

type Lists = Map<string, { readonly observer: InfiniteQueryObserver; readonly owner?: string | undefined }>;
type Run = {
  readonly random: Random;
  readonly clock: LiveClock;
  readonly world: LiveWorld;
  readonly page: LivePage;
  readonly lists: Lists;
};

/** A day before the page is opened, and the lists that it shows: what is open always, others by chance. */
async function begun(seed: number): Promise<Run> {
  const random = randomOf(seed * 7_919);
  const start = MIDNIGHT - random.int(1, 40) * 1_000 - (random.chance(0.5) ? 6 * HOUR : 0);
  const clock = new LiveClock(start - DAY / 2);
  const world = new LiveWorld(random, () => clock.now);
  for (let n = random.int(0, 130); n > 0; n--) await grown({ clock, world }, () => world.tell());
  for (let n = random.int(0, 130); n > 0; n--) await grown({ clock, world }, () => world.open());
  for (let n = random.int(0, 120); n > 0; n--) await grown({ clock, world }, () => world.happen());
  clock.now = start;
  tellTime(clock.now);
  const page = new LivePage(world, clock, random);
  const lists: Lists = new Map();
  const views: readonly InboxView[] = ['unread', 'snoozed', 'all', 'team'];
  for (const view of ['open', random.pick(views)] as const)
    lists.set(view, { observer: page.watchInbox(view) as never });
  page.isLead = lists.has('team');
  const owner = random.chance(0.5) ? ME : undefined;
  if (random.chance(0.6)) lists.set('accounts', { observer: page.watchAccounts(owner) as never, owner });
  if (random.chance(0.6)) lists.set('feed', { observer: page.watchFeed() as never });
  page.watchAgents();
  page.live.start();
  return { random, clock, world, page, lists };
}

async function grown({ clock }: Pick<Run, 'clock' | 'world'>, deed: () => void): Promise<void> {
  clock.now += 1_000;
  deed();
}

/** A while in which everything goes wrong that may. */
async function storm({ random, clock, world, page, lists }: Run): Promise<void> {
  Object.assign(page.weather, { frames: 0.3, failing: 0.1, hanging: 0.03, slowest: 1_500 });
  for (let turn = random.int(15, 50); turn > 0; turn--) {
    await clock.pass(random.logInt(20, 4_000));
    tellTime(clock.now);
    const deed = random.int(1, 100);
    if (deed <= 60) world.happen();
    else if (deed <= 68) page.act();
    else if (deed <= 76) page.cut({ quietly: random.chance(0.3) });
    else if (deed <= 86) {
      const { observer } = random.pick([...lists.values()]);
      if (observer.getCurrentResult().hasNextPage) void observer.fetchNextPage().catch(() => undefined);
    } else if (deed <= 93) await asleep({ random, clock, world, page });
    else await offline({ random, clock, world, page });
  }
}

type Weathered = Pick<Run, 'random' | 'clock' | 'world' | 'page'>;

async function asleep({ random, clock, world, page }: Weathered): Promise<void> {
  page.live.hidden();
  const ms = random.logInt(1_000, 200_000);
  for (let n = random.int(0, 8); n > 0; n--) clock.inTheWorld(random.int(1, ms), () => world.happen());
  if (random.chance(0.6)) page.cut({ quietly: true });
  await clock.sleep(ms);
  tellTime(clock.now);
  page.live.seen();
}

async function offline({ random, clock, world, page }: Weathered): Promise<void> {
  page.online = false;
  page.cut({ quietly: true });
  page.live.lost();
  for (let n = random.int(0, 4); n > 0; n--) world.happen();
  await clock.pass(random.int(100, 40_000));
  page.online = true;
  page.live.found();
}

/** The weather clears, the line is cut once more; changes go on for a moment after it is back. */
async function reconnected({ random, clock, world, page, lists }: Run): Promise<void> {
  Object.assign(page.weather, { frames: 0, failing: 0, hanging: 0, slowest: 150 });
  await clock.pass(3 * SECOND);
  page.cut({ quietly: false });
  world.happen();
  await clock.pass(10);
  for (let waited = 0; page.state !== 'live' && waited < 120; waited++) await clock.pass(500);
  for (let n = random.int(0, 3); n > 0; n--) {
    world.happen();
    await clock.pass(random.int(1, 300));
  }
  tellTime(clock.now);
  // As the room does every now and then: no hint tells of what is somebody else's.
  if (lists.has('team')) void catchUpTeam(page).catch(() => undefined);
  await clock.pass(page.openedAt + WITHIN - clock.now);
}

/** What differs between page and server after a run. */
export async function differencesAfter(seed: number): Promise<readonly string[]> {
  const run = await begun(seed);
  await storm(run);
  await reconnected(run);
  const { page } = run;
  if (page.state !== 'live') return ['it never reconnected'];
  const atOnce = differences(run, 'as far as it is loaded');
  for (const { observer } of run.lists.values()) await readToTheEnd(run, observer);
  const inTheEnd = differences(run, 'to the end');
  page.live.stop();
  page.queries.clear();
  return [...atOnce, ...inTheEnd];
}

async function readToTheEnd({ clock, lists }: Run, observer: InfiniteQueryObserver): Promise<void> {
  const isFeed = lists.get('feed')?.observer === observer;
  for (let turn = 0; turn < 12; turn++) {
    const pages = (observer.getCurrentResult().data as { pages: FeedPage[] } | undefined)?.pages;
    if (!observer.getCurrentResult().hasNextPage || (isFeed && pages?.at(-1)?.cursor === undefined)) return;
    void observer.fetchNextPage().catch(() => undefined);
    await clock.pass(400);
  }
}

type How = 'as far as it is loaded' | 'to the end';

function differences(run: Run, how: How): string[] {
  const { lists, page, world } = run;
  const found = [...lists].flatMap(([name, { owner }]) => {
    if (name === 'accounts') return accountDifferences(run, owner, how);
    if (name === 'feed') return feedDifferences(run, how);
    return inboxDifferences(run, name as InboxView, how);
  });
  const agents = page.queries.getQueryData<{ agents: number }>(keys.agents)?.agents;
  if (agents !== world.roster) found.push(`roster ${agents} instead of ${world.roster}`);
  return found.map(text => `${how}: ${text}`);
}

function inboxDifferences({ page, world }: Run, view: InboxView, how: How): string[] {
  const right = world.inbox(view).map(([, item]) => item);
  const is = new Map(right.map(item => [item.id, item]));
  const latest = new Map<string, (typeof right)[number]>();
  for (const item of page.items(view) as typeof right)
    latest.set(item.id, laterVersion(item, latest.get(item.id) ?? item) as (typeof right)[number]);
  const found = [...latest.values()].flatMap(item => {
    const held = world.told.get(item.id);
    if (held?.version !== item.version)
      return [`${view} ${item.id} is version ${item.version} of ${held?.version}`];
    return is.has(item.id) || (stays(view, held) && held.recipientId === ME)
      ? []
      : [`${view} holds ${item.id}, which is ${held.state}`];
  });
  const expected = view === 'team' ? right.slice(0, 100) : right;
  if (how === 'to the end')
    found.push(...expected.filter(({ id }) => !latest.has(id)).map(({ id }) => `${view} lacks ${id}`));
  const data = page.queries.getQueryData<{ pages: InboxPage[] }>(inboxKeys.list(view));
  const [counts, server] = [JSON.stringify(data?.pages[0]?.counts), JSON.stringify(world.counts())];
  if (view === 'open' && counts !== server) found.push(`counts ${counts} instead of ${server}`);
  return found;
}

function accountDifferences({ page, world }: Run, owner: string | undefined, how: How): string[] {
  const data = page.queries.getQueryData<{ pages: { items: AccountLine[] }[] }>(keys.accounts(owner));
  const shown = (data?.pages ?? []).flatMap(({ items }) =>
    items.map(one => `${one.id} ${one.status} ${one.ownerId}`),
  );
  const right = world.book(owner).map(([, one]) => `${one.id} ${one.status} ${one.ownerId}`);
  return compared('accounts', shown, how === 'to the end' ? right : right.slice(0, shown.length));
}

function feedDifferences({ clock, page, world }: Run, how: How): string[] {
  const pages = page.queries.getQueryData<{ pages: FeedPage[] }>(keys.feed)?.pages ?? [];
  const days = [...new Set(pages.map(({ day }) => day))];
  const today = utcDayOf(clock.now);
  if (days[0] !== today && world.feedOf(today).length > 0) return [`feed begins with ${days[0]}`];
  return days.flatMap((day, at) => {
    const shown = pages.flatMap(one => (one.day === day ? one.items.map(({ eventId }) => eventId) : []));
    const right = world.feedOf(day).map(([, one]) => one.eventId);
    const isLast = at === days.length - 1 && how !== 'to the end';
    return compared(`feed of ${day}`, shown, isLast ? right.slice(0, shown.length) : right);
  });
}

const compared = (name: string, shown: readonly string[], right: readonly string[]): string[] =>
  JSON.stringify(shown) === JSON.stringify(right)
    ? []
    : [
        `${name}: ${shown.length} instead of ${right.length}, first at ${right.findIndex((one, at) => one !== shown[at])}`,
      ];
