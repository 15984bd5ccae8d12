import { describe, expect, test } from '@jest/globals';
import { AGAIN_MS, IDLE_MS, LONGEST_MS, NoteKeeper } from '../../web/rooms/call/note-keeper.ts';

type Timer = { readonly at: number; readonly run: () => void; stopped: boolean };

/** A keeper on a clock of its own; the server answers when the test says so. */
function stage({ passes = true } = {}) {
  const timers: Timer[] = [];
  const sent: { notes: string; answer: (error?: Error) => Promise<void> }[] = [];
  let now = 0;
  const keeper = new NoteKeeper(
    {
      save: ({ notes }) =>
        new Promise<void>((done, fail) => {
          const answer = async (error?: Error) => {
            if (error) fail(error);
            else done();
            for (let turns = 0; turns < 5; turns += 1) await Promise.resolve();
          };
          sent.push({ notes, answer });
        }),
      after: (ms, run) => {
        const timer = { at: now + ms, run, stopped: false };
        timers.push(timer);
        return () => {
          timer.stopped = true;
        };
      },
      passes: () => passes,
    },
    { notes: '', difficulties: [] },
  );
  const pass = (ms: number) => {
    now += ms;
    for (const timer of timers.splice(0))
      if (timer.stopped) continue;
      else if (timer.at > now) timers.push(timer);
      else timer.run();
  };
  return { keeper, sent, pass };
}

describe('notes of a call', () => {
  test('are sent a moment after the last key, once for everything written until then', async () => {
    const { keeper, sent, pass } = stage();
    keeper.write({ notes: 'a' });
    pass(IDLE_MS - 1);
    keeper.write({ notes: 'ab' });
    pass(IDLE_MS - 1);
    expect(sent).toEqual([]);
    expect(keeper.get().kept).toBe('waiting');
    pass(1);
    expect(sent.map(one => one.notes)).toEqual(['ab']);
    await sent[0]?.answer();
    expect(keeper.get().kept).toBe('kept');
    pass(LONGEST_MS * 2);
    expect(sent).toHaveLength(1);
  });

  test('are sent now and then while somebody writes on and on', () => {
    const { keeper, sent, pass } = stage();
    for (let n = 0; n * 1_000 < LONGEST_MS; n += 1) {
      keeper.write({ notes: 'x'.repeat(n + 1) });
      pass(1_000);
    }
    expect(sent).toHaveLength(1);
  });

  test('written while others are on their way are sent after them, never beside them', async () => {
    const { keeper, sent, pass } = stage();
    keeper.write({ notes: 'first' });
    pass(IDLE_MS);
    keeper.write({ notes: 'second' });
    void keeper.flush();
    expect(sent).toHaveLength(1);
    await sent[0]?.answer();
    expect(keeper.isUnsaved()).toBe(true);
    pass(IDLE_MS);
    expect(sent.map(one => one.notes)).toEqual(['first', 'second']);
  });

  test('that no server took stay, and are sent again by themselves or when somebody says so', async () => {
    const { keeper, sent, pass } = stage();
    keeper.write({ notes: 'kept here' });
    pass(IDLE_MS);
    await sent[0]?.answer(new Error('no connection'));
    expect(keeper.get()).toMatchObject({ kept: 'failed', draft: { notes: 'kept here' } });
    pass(AGAIN_MS);
    expect(sent).toHaveLength(2);
    await sent[1]?.answer(new Error('no connection'));
    void keeper.flush();
    await sent[2]?.answer();
    expect(keeper.get()).toMatchObject({ kept: 'kept', draft: { notes: 'kept here' } });
  });

  test('that were refused stay too, but are not sent again by themselves', async () => {
    const { keeper, sent, pass } = stage({ passes: false });
    keeper.write({ notes: 'too late' });
    pass(IDLE_MS);
    await sent[0]?.answer(new Error('the call is over'));
    pass(AGAIN_MS * 3);
    expect(sent).toHaveLength(1);
    expect(keeper.get().draft.notes).toBe('too late');
  });

  test('are never replaced by what the server has while there is something of one’s own', async () => {
    const { keeper, sent, pass } = stage();
    keeper.take({ notes: 'from the server', difficulties: [] });
    expect(keeper.get().draft.notes).toBe('from the server');
    keeper.write({ notes: 'mine' });
    keeper.take({ notes: 'from the server', difficulties: [] });
    pass(IDLE_MS);
    keeper.take({ notes: 'from the server', difficulties: [] });
    expect(keeper.get().draft.notes).toBe('mine');
    await sent[0]?.answer();
    keeper.take({ notes: 'later', difficulties: [] });
    expect(keeper.get().draft.notes).toBe('later');
  });

  test('that went with the end of the call are not sent once more, whatever becomes of what is on its way', async () => {
    const { keeper, sent, pass } = stage();
    keeper.write({ notes: 'half' });
    pass(IDLE_MS);
    keeper.write({ notes: 'whole' });
    keeper.wentWith(keeper.get().draft);
    await sent[0]?.answer(new Error('the call is over'));
    pass(LONGEST_MS * 2);
    expect(sent).toHaveLength(1);
    expect(keeper.get()).toMatchObject({ kept: 'kept', draft: { notes: 'whole' } });
  });
});
