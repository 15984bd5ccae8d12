import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { NotificationView } from '../../shared/contracts/notifications-contract.ts';
import { Acknowledger, type Result } from '../../web/rooms/inbox/acknowledger.ts';
import {
  AGAIN_MS,
  HOLD_MS,
  type Hold,
  type Holding,
  type HoldingEvent,
  heldIds,
  MOST_TRIES,
  next,
} from '../../web/rooms/inbox/holding.ts';

const item = (id: string) => ({ id, state: 'seen', version: 1 }) as NotificationView;
const acknowledged = (id: string, ids: readonly string[], at = 0): HoldingEvent => ({
  is: 'acknowledged',
  id,
  items: ids.map(item),
  at,
});

/** Everything that the events made happen, in their order. */
function run(events: readonly HoldingEvent[]) {
  let holding: Holding = [];
  const [sent, back]: [Hold[], Hold[]] = [[], []];
  for (const event of events) {
    const step = next(holding, event);
    holding = step.holding;
    sent.push(...step.send);
    back.push(...step.back);
  }
  return { holding, sent, back };
}

describe('held acknowledgements', () => {
  test('go out when their time is over, and not before', () => {
    const first = acknowledged('h1', ['n1']);
    expect(run([first, { is: 'time-passed', at: HOLD_MS - 1 }]).sent).toEqual([]);
    expect(run([first, { is: 'time-passed', at: HOLD_MS }]).sent.map(hold => hold.id)).toEqual(['h1']);
  });

  test('go out at once when the page is left, and not once more when it is left again', () => {
    const { sent } = run([acknowledged('h1', ['n1', 'n2']), { is: 'left' }, { is: 'left' }]);
    expect(sent.map(hold => hold.id)).toEqual(['h1']);
  });

  test('are gone when they are undone in time, and stay when they were sent already', () => {
    expect(run([acknowledged('h1', ['n1']), { is: 'undone', id: 'h1' }]).holding).toEqual([]);
    const late = run([acknowledged('h1', ['n1']), { is: 'left' }, { is: 'undone', id: 'h1' }]);
    expect([...heldIds(late.holding)]).toEqual(['n1']);
  });

  test('cannot be undone either once a try got no answer, for it may have acted', () => {
    const { holding } = run([
      acknowledged('h1', ['n1']),
      { is: 'left' },
      { is: 'unanswered', id: 'h1', at: 10 },
      { is: 'undone', id: 'h1' },
    ]);
    expect([...heldIds(holding)]).toEqual(['n1']);
  });

  test('are sent again under the same id while no answer comes, and given up after six tries', () => {
    const tries = Array.from({ length: MOST_TRIES }, (_, n): HoldingEvent[] => [
      { is: 'time-passed', at: HOLD_MS + n * AGAIN_MS },
      { is: 'unanswered', id: 'h1', at: HOLD_MS + n * AGAIN_MS },
    ]).flat();
    const { sent, back, holding } = run([acknowledged('h1', ['n1']), ...tries]);
    expect(sent.map(hold => hold.id)).toEqual(Array(MOST_TRIES).fill('h1'));
    expect(back.map(hold => hold.id)).toEqual(['h1']);
    expect(holding).toEqual([]);
  });

  test('hold a notification once, however often it is acknowledged', () => {
    const { holding } = run([
      acknowledged('h1', ['n1']),
      acknowledged('h2', ['n1']),
      acknowledged('h3', ['n1', 'n2']),
    ]);
    expect(holding.map(hold => hold.items.map(one => one.id))).toEqual([['n1'], ['n2']]);
  });

  test('nothing is lost and nothing sent twice: each is undone, or sent until it is answered', () => {
    const ids = ['h1', 'h2', 'h3'];
    const event = fc.oneof(
      fc.constantFrom(...ids).map((id): HoldingEvent => ({ is: 'undone', id })),
      fc.nat(60_000).map((at): HoldingEvent => ({ is: 'time-passed', at })),
      fc.constant<HoldingEvent>({ is: 'left' }),
      fc.constantFrom(...ids).map((id): HoldingEvent => ({ is: 'unanswered', id, at: 0 })),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), events => {
        const begun = ids.map((id, n) => acknowledged(id, [`n${n}`]));
        const { sent, holding, back } = run([...begun, ...events, { is: 'left' }]);
        for (const id of ids) {
          const tries = sent.filter(hold => hold.id === id).length;
          const unanswered = events.filter(one => one.is === 'unanswered' && one.id === id).length;
          const isUndone = events.some(one => one.is === 'undone' && one.id === id) && tries === 0;
          expect(tries).toBeLessThanOrEqual(unanswered + 1);
          const stillThere = [...holding, ...back].some(hold => hold.id === id);
          expect(stillThere).toBe(!isUndone);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the acknowledger', () => {
  type Answer = readonly Result[] | Error;
  const stage = (answers: Answer[]) => {
    let now = 0;
    let timer: { at: number; run: () => void } | undefined;
    const log: string[] = [];
    const acknowledger = new Acknowledger({
      now: () => now,
      newId: () => `h${log.length}`,
      after: (ms, go) => {
        const mine = { at: now + ms, run: go };
        timer = mine;
        return () => {
          if (timer === mine) timer = undefined;
        };
      },
      send: async hold => {
        log.push(`send ${hold.id}`);
        const answer = answers.shift();
        if (answer instanceof Error) throw answer;
        return answer ?? [];
      },
      isUnanswered: error => (error as Error).message === 'offline',
      onResults: results => log.push(`results ${results.map(one => `${one.id} ${one.ok}`).join()}`),
      onBack: (hold, error) => log.push(`back ${hold.id}: ${(error as Error).message}`),
      onSent: hold => log.push(`sent ${hold.id}`),
    });
    const pass = async (ms: number) => {
      now += ms;
      while (timer && timer.at <= now) {
        const { run } = timer;
        timer = undefined;
        run();
        for (let turn = 0; turn < 5; turn++) await Promise.resolve();
      }
    };
    return { acknowledger, log, pass };
  };

  test('sends when the time is over and passes on what the server says of each', async () => {
    const { acknowledger, log, pass } = stage([[{ id: 'n1', ok: true }]]);
    acknowledger.acknowledge([item('n1')]);
    await pass(HOLD_MS - 1);
    expect(log).toEqual([]);
    await pass(1);
    expect(log).toEqual(['sent h0', 'send h0', 'results n1 true']);
    expect(acknowledger.holding.get()).toEqual([]);
  });

  test('sends nothing when it was undone', async () => {
    const { acknowledger, log, pass } = stage([]);
    acknowledger.undo(acknowledger.acknowledge([item('n1')]));
    await pass(HOLD_MS * 2);
    expect(log).toEqual([]);
  });

  test('brings back with the reason what the server refused, at once', async () => {
    const { acknowledger, log, pass } = stage([new Error('refused')]);
    acknowledger.acknowledge([item('n1')]);
    await pass(HOLD_MS);
    expect(log).toEqual(['sent h0', 'send h0', 'back h0: refused']);
    expect(acknowledger.holding.get()).toEqual([]);
  });

  test('tries again while there is no network, and settles before a sign-out', async () => {
    const { acknowledger, log, pass } = stage([new Error('offline'), [{ id: 'n1', ok: true }]]);
    acknowledger.acknowledge([item('n1')]);
    await pass(HOLD_MS);
    expect(heldIds(acknowledger.holding.get()).has('n1')).toBe(true);
    await acknowledger.settle();
    expect(log).toEqual(['sent h0', 'send h0', 'send h0', 'results n1 true']);
  });
});
