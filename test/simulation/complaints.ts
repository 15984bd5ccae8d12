import type { Fact } from '../../shared/events/envelope.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { followsOf } from '../../shared/store/journal.ts';
import { accountKey, bookKey, notificationKey, ownershipKey } from '../../shared/store/keys.ts';
import { aboutDevices } from './device-complaints.ts';
import { judge } from './oracle.ts';
import { agentIds } from './product.ts';
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
    ...aboutTimers(world),
  ];
}

const rowsOf = (world: World, type: string) => [...world.table.rows()].filter(row => row.type === type);

function aboutOwners(world: World): string[] {
  return rowsOf(world, 'account').flatMap(row => {
    const id = row.pk.split('#')[1] ?? '';
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
  for (const { ownerId } of rowsOf(world, 'ownership')) owned.set(ownerId, (owned.get(ownerId) ?? 0) + 1);
  return agentIds.flatMap(id => {
    const book = Number(world.table.peek(bookKey(id))?.open ?? 0);
    return book === (owned.get(id) ?? 0) ? [] : [`${id} owns ${owned.get(id) ?? 0}, the book says ${book}`];
  });
}

const wantedIn = (world: World): Fact[] =>
  rowsOf(world, 'journal')
    .flatMap(followsOf)
    .filter(fact => fact.name === 'notification.wanted');

/** Every intent is one notification, which has exactly one recorded outcome. */
function aboutNotifications(world: World): string[] {
  const wanted = wantedIn(world);
  const rows = rowsOf(world, 'notification');
  const missing = wanted.flatMap(fact => {
    const id = derivedId('ntf', fact.id, String(fact.data.recipientId));
    const row = world.table.peek(notificationKey(id));
    return row?.outcome === undefined ? [`${id} (${fact.accountId}) is ${row?.state ?? 'missing'}`] : [];
  });
  return rows.length === wanted.length
    ? missing
    : [...missing, `${wanted.length} wanted, ${rows.length} made`];
}

const aboutTimers = (world: World): string[] =>
  world
    .awake()
    .filter(row => !(openEnded.has(String(row.kind)) && Number(row.dueAt) > world.clock.now()))
    .map(row => `${row.pk} ${row.sk} still waits (due ${row.dueAt})`);

/** A case or an escalation that is open has something due later: that is as it should be. */
const openEnded: ReadonlySet<string> = new Set(['device.due', 'escalation.step', 'escalation.ack-reminder']);

/** Sends to a person beyond the first of the same effect: the receiver collapses them, but they cost. */
export function repeatedSends({ outbox }: World): number {
  const keys = [
    ...outbox.mails.map(({ message }) => message.effectKey),
    ...outbox.pushes.map(({ message }) => `${message.topic} ${message.endpoint}`),
  ];
  return keys.length - new Set(keys).size;
}
