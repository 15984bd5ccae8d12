import type { Fact } from '../../shared/events/envelope.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { followsOf } from '../../shared/store/journal.ts';
import { accountKey, bookKey, ownershipKey } from '../../shared/store/keys.ts';
import { aboutCalls } from './call-complaints.ts';
import { aboutDevices } from './device-complaints.ts';
import { judge } from './oracle.ts';
import { aboutOutreach } from './outreach-complaints.ts';
import { needlessRepeats, repeatsIn } from './sends.ts';
import { aboutThoseWhoWent } from './team-complaints.ts';
import type { World } from './world.ts';

/** Everything that is wrong with the product's world at rest, in words; nothing when all is well. */
export function complaintsOf(world: World): string[] {
  const { lost, doubled, unsent, dead } = judge(world);
  return [
    ...lost.map(fact => `lost: ${fact}`),
    ...doubled.map(effect => `twice: ${effect}`),
    ...(unsent + dead > 0 ? [`${unsent} rows unsent, ${dead} messages dead`] : []),
    ...aboutOwners(world),
    ...aboutBooks(world),
    ...aboutNotifications(world),
    ...aboutDevices(world),
    ...aboutCalls(world),
    ...aboutOutreach(world),
    ...aboutThoseWhoWent(world),
    ...aboutTimers(world),
    ...needlessRepeats(world.runs.sends),
  ];
}

const rowsOf = (world: World, type: string) => [...world.table.rows()].filter(row => row.type === type);

function aboutOwners(world: World): string[] {
  return rowsOf(world, 'account').flatMap(row => {
    const id = row.pk.split('#')[1] ?? '';
    if (row['mergedInto'] !== undefined) return [];
    const ownership = world.table.peek(ownershipKey(id));
    const copy = world.table.peek(accountKey(id))?.owner as { id?: string } | undefined;
    if (ownership?.state !== 'owned') return [`${id} is ${ownership?.state ?? 'without ownership'}`];
    return copy?.id === ownership.ownerId
      ? []
      : [`${id}: owner ${ownership.ownerId}, its copy says ${copy?.id}`];
  });
}

function aboutBooks(world: World): string[] {
  const owned = new Map<unknown, number>();
  for (const { ownerId } of rowsOf(world, 'ownership').filter(({ state }) => state === 'owned'))
    owned.set(ownerId, (owned.get(ownerId) ?? 0) + 1);
  return rowsOf(world, 'agent').flatMap(({ id: agentId }) => {
    const id = String(agentId);
    const book = Number(world.table.peek(bookKey(id))?.open ?? 0);
    return book === (owned.get(id) ?? 0) ? [] : [`${id} owns ${owned.get(id) ?? 0}, the book says ${book}`];
  });
}

const wantedIn = (world: World): Fact[] =>
  [...world.injected, ...rowsOf(world, 'journal').flatMap(followsOf)].filter(
    fact => fact.name === 'notification.wanted',
  );

/** Intents that brought an open notification up to date, by the notification. */
const renewedIn = (world: World): string[] =>
  rowsOf(world, 'journal')
    .filter(({ name, decision }) => name === 'notification.wanted' && String(decision).startsWith('renewed'))
    .map(({ reason }) => String((reason as { notificationId?: string }).notificationId));

/**
 * Every intent is one notification of its own, or renewed one that was open; each notification has exactly one recorded
 * outcome; and nobody has two open ones about one matter.
 */
function aboutNotifications(world: World): string[] {
  const wanted = wantedIn(world);
  const rows = rowsOf(world, 'notification');
  const made = new Set(rows.map(({ id }) => String(id)));
  const own = wanted.map(fact => derivedId('ntf', fact.id, String(fact.data.recipientId)));
  const renewed = renewedIn(world);
  const open = rows.filter(({ outcome }) => outcome === undefined);
  const twice = open.filter(
    ({ id, recipientId, matter }) =>
      open.find(one => one.recipientId === recipientId && one.matter === matter)?.id !== id,
  );
  const accounted = own.filter(id => made.has(id)).length + renewed.length;
  return [
    ...open.map(({ id, accountId, state }) => `${id} (${accountId}) is ${state}`),
    ...twice.map(({ id }) => `${id} is open about a matter that another is open about`),
    ...renewed.filter(id => !made.has(id)).map(id => `${id} was renewed and does not exist`),
    ...(accounted === wanted.length && made.size + renewed.length === wanted.length
      ? []
      : [`${wanted.length} wanted, ${made.size} made, ${renewed.length} renewed`]),
  ];
}

const aboutTimers = (world: World): string[] =>
  world
    .awake()
    .filter(row => !(openEnded.has(String(row.kind)) && Number(row.dueAt) > world.clock.now()))
    .map(row => `${row.pk} ${row.sk} still waits (due ${row.dueAt})`);

/** A case, a call, an onboarding, an outreach or an escalation that is open has something due later, as has a message that waits for its reader's hours; rounds go on for ever. */
const openEnded: ReadonlySet<string> = new Set([
  'device.due',
  'call.due',
  'board.roll',
  'journey.due',
  'outreach.look',
  'outreach.round',
  'escalation.step',
  'escalation.ack-reminder',
  'bundle.due',
  'absence.starts',
  'absence.ends',
  'calendar.fetch',
]);

/** Sends to a person beyond the first of the same effect: the receiver collapses them, but they cost. */
export const repeatedSends = ({ runs }: World): number => repeatsIn(runs.sends);

/** Mails and chat messages of one effect beyond the first: mailboxes and chats show each of them. */
export const visibleRepeats = ({ runs }: World): number =>
  repeatsIn(runs.sends.filter(({ key }) => !key.startsWith('push ')));
