import { HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import type { Row } from '../../shared/store/table.ts';
import { noFaults, oneFault } from '../simulation/faults.ts';
import { product } from '../simulation/product.ts';
import { needlessRepeats } from '../simulation/sends.ts';
import { simulate, type Wiring, type World } from '../simulation/world.ts';
import type { Kill, Replayed, Sabotage } from './replay.ts';
import { bare, chatOf, hintOf, isChatDelivery, withoutChance } from './replay-alike.ts';
import type { Step } from './steps.ts';

const MOST_DELIVERIES = 8;
const VISIBLE_AGAIN = 3 * MINUTE;

/** Steps that tell the team something or read a calendar elsewhere: what could not be done at once comes by a timer later. */
export const isSending = ({ name }: Step, { calls }: Replayed): boolean =>
  !name.startsWith('tellings ') && calls.some(call => /^(mail|push|chat|calendar)/.test(call));

const goesOn = /^(notification|bundle|calendar)\./;
const told = new Set(['push', 'notifications', 'views']);

/** Only what is being sent goes on: what else becomes due may take the reason of a message away before its second try. */
const tellingAlone: Wiring = {
  ...product,
  facts: Object.fromEntries(Object.entries(product.facts).filter(([name]) => told.has(name))),
  ticks: Object.fromEntries(
    Object.entries(product.ticks).map(([queue, answer]) => [
      queue,
      async (...[ports, tick, run]: Parameters<typeof answer>) =>
        goesOn.test(tick.kind) ? answer(ports, tick, run) : { decision: 'not-now' },
    ]),
  ),
};

/**
 * Takes a step that sends in a world of its own, which goes on for an hour: what counts is what everybody got by then, and
 * how each notification and each delivery stands.
 */
export async function replaySending(
  step: Step,
  rows: readonly Row[],
  kill?: Kill,
  sabotage?: Sabotage,
): Promise<Replayed> {
  const faults = kill ? oneFault(kill.fault, kill.call) : noFaults;
  const world = simulate({
    ...{ seed: 1, wiring: tellingAlone, start: step.at, rows, faults, recordCalls: true },
    ...(sabotage ? { sabotage } : {}),
  });
  Object.assign(world.off, { sweep: true, audit: true });
  let deliveries = 0;
  for (let isDone = false; !isDone && deliveries < MOST_DELIVERIES; ) {
    if (deliveries > 1) await world.run({ until: world.clock.now() + VISIBLE_AGAIN });
    deliveries++;
    isDone = await taken(world, step);
    world.off.sweep = false;
  }
  const calls = world.runs.calls.map(({ what }) => what);
  await world.run({ until: step.at + HOUR });
  const plain = withoutChance(rows);
  const known = new Set(rows.map(({ pk }) => pk));
  const { mails, chats, pushes, frames } = world.outbox;
  const left = [...mails, ...pushes].map(({ message }) => bare(JSON.stringify(message)));
  const said = chats.map(({ message }) => chatOf(bare(JSON.stringify(message))));
  const hints = frames.map(({ connectionId, frame }) => hintOf(connectionId, frame));
  return {
    rows: [...world.table.rows()]
      .filter(({ pk }) => known.has(pk))
      .flatMap(standing)
      .map(plain)
      .sort(),
    // What else happens within the hour is of steps of its own.
    sent: [...left, ...said, ...hints]
      .map(plain)
      .filter(text => !text.includes('ntf_new'))
      .sort(),
    needless: needlessRepeats(world.runs.sends),
    ...{ calls, wrote: [], deliveries, answer: undefined },
  };
}

async function taken(world: World, step: Step): Promise<boolean> {
  let ended: { readonly ended: string } | undefined;
  void world.runs
    .start(step.name, run => step.work(world.portsOf(run), run))
    .then(done => {
      ended = done;
    });
  while (!ended) await world.run({ until: world.clock.now() + SECOND });
  return ended.ended === 'well';
}

/** How far something came that is sent to somebody, and what is known of a calendar elsewhere. */
function standing({ pk, sk, type, state, outcome, busy }: Row): string[] {
  if (type === 'delivery' && isChatDelivery(sk)) return [JSON.stringify({ pk, sk })];
  if (type === 'outside-calendar') return [JSON.stringify({ pk, sk, busy })];
  return type === 'delivery' || type === 'notification' || type === 'telling' || type === 'call-message'
    ? [JSON.stringify({ pk, sk, state, outcome })]
    : [];
}
