import { describe, expect, test } from '@jest/globals';
import { answerFact } from '../../functions/team/answer-fact.ts';
import type { Outreach } from '../../shared/domain/outreach/outreach.ts';
import { DAY, HOUR } from '../../shared/kernel/instant.ts';
import { replace } from '../../shared/store/journal.ts';
import { ownershipKey } from '../../shared/store/keys.ts';
import { outreachWrite } from '../../shared/store/outreach-store.ts';
import { loadTask } from '../../shared/store/task-store.ts';
import { aFact, NOW } from '../support/facts.ts';
import { anAgent } from '../support/team.ts';
import { teamRoom } from '../support/team-room.ts';

const lead = anAgent('lead', { roles: ['lead'], languages: ['en'] });
const off = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
const away = { a: { from: NOW - DAY, to: NOW + 9 * DAY } };
const due = NOW + 2 * DAY;

/** A team of which anna has the account, unless nobody has. */
async function withOwner(anna = anAgent('anna'), owned = true) {
  const room = await teamRoom([anna, anAgent('emil'), lead]);
  const row = { ...ownershipKey('acme'), type: 'ownership', accountId: 'acme', language: 'de', waiting: [] };
  const own = owned ? { ...row, state: 'owned', ownerId: 'anna' } : undefined;
  if (own) await room.ports.table.commit({ commitId: 'owner', writes: [replace(own, undefined)] });
  const wanted = () => room.emitted().filter(({ name }) => name === 'notification.wanted');
  const hear = (name: string, data: Record<string, unknown> = {}, at = NOW) =>
    answerFact(room.ports, aFact(name, { id: `${name}-${at}`, at, data }));
  return { ...room, wanted, hear };
}

const anOutreach = (state: Outreach['state']): Outreach => ({
  ...{ id: 'out_1', accountId: 'acme', cause: 'burst', state, evidence: {}, rank: 2, exempt: false },
  ...{ language: 'de', wishes: 1, openedAt: NOW, updatedAt: NOW, updates: 0 },
});

describe('a reason to call a customer who did not ask', () => {
  const opened = { outreachId: 'out_1', cause: 'burst', language: 'de', product: 'repricer', dueAt: due };

  test('is told to the owner, leads to its evidence, and goes by its own id so that its end settles it', async () => {
    const { hear, wanted } = await withOwner();
    expect(await hear('outreach.opened', opened)).toMatchObject({ decision: 'outreach-told' });
    expect(wanted().map(({ data }) => data)).toEqual([
      {
        ...{ recipientId: 'anna', ownerId: 'anna', reason: 'owner-on-duty', kind: 'outreach-opened' },
        ...{ subjectKind: 'outreach', subjectId: 'out_1', taskId: 'out_1' },
        ...{ language: 'de', product: 'repricer', dueAt: due },
      },
    ]);
  });

  test('is told to whoever covers, while the owner is off duty', async () => {
    const { hear, told } = await withOwner(anAgent('anna', { hours: off }));
    await hear('outreach.opened', opened);
    expect(told()).toEqual(['outreach-opened → emil acme out_1']);
  });

  test('is told to the leads when nobody has the account', async () => {
    const { hear, told } = await withOwner(anAgent('anna'), false);
    await hear('outreach.opened', opened);
    expect(told()).toEqual(['outreach-opened → lead acme out_1']);
  });

  test('is told to nobody once it has ended, for the bus keeps no order', async () => {
    const { hear, told, ports } = await withOwner();
    await ports.table.commit({ commitId: 'out', writes: [outreachWrite(anOutreach('ended'), undefined)] });
    expect(await hear('outreach.opened', opened)).toMatchObject({ decision: 'ended-before' });
    expect(told()).toEqual([]);
  });

  test('that comes twice is told once', async () => {
    const { hear, told } = await withOwner();
    await hear('outreach.opened', opened);
    expect(await hear('outreach.opened', opened)).toMatchObject({ decision: 'already-done' });
    expect(told()).toHaveLength(1);
  });
});

describe('a signal that is worth no call', () => {
  const noted = { outreachId: 'out_1', cause: 'burst', language: 'de' };

  test('goes to the owner though off duty, with nothing to do and nothing it is about beside the account', async () => {
    const { hear, wanted } = await withOwner(anAgent('anna', { hours: off }));
    await hear('outreach.noted', noted);
    expect(wanted().map(({ data }) => data)).toEqual([
      {
        ...{ recipientId: 'anna', ownerId: 'anna', reason: 'owner-on-duty' },
        ...{ kind: 'outreach-noted', language: 'de' },
      },
    ]);
  });

  test('goes to the cover of an owner who is away', async () => {
    const { hear, told } = await withOwner(anAgent('anna', { absences: away }));
    await hear('outreach.noted', noted);
    expect(told()).toEqual(['outreach-noted → emil acme']);
  });

  test('goes to nobody while nobody has the account', async () => {
    const { hear, told } = await withOwner(anAgent('anna'), false);
    expect(await hear('outreach.noted', noted)).toMatchObject({ decision: 'no-owner' });
    expect(told()).toEqual([]);
  });
});

test('a budget that is too small is told to every lead and no agent, and rings', async () => {
  const { ports, told } = await withOwner();
  const fact = aFact('budget.exceeded', { accountId: '-' });
  expect(await answerFact(ports, fact)).toMatchObject({
    ...{ decision: 'outreach-short', detail: { limit: 10, needed: 14 } },
  });
  expect(told()).toEqual(['outreach-short → lead -']);
  expect(await answerFact(ports, fact)).toMatchObject({ decision: 'already-done' });
});

describe('claims that wait for the company itself', () => {
  const work = { workId: 'wrk_1', claims: 3, language: 'de', dueAt: due };
  const withWork = async (...given: Parameters<typeof withOwner>) => {
    const room = await withOwner(...given);
    const task = async () => {
      const opened = room.emitted().find(({ name }) => name === 'task.opened');
      return opened && loadTask(room.ports.table, String(opened.data['taskId']));
    };
    const wish = (at = NOW, dueAt = due) => room.hear('claim.work-wanted', { ...work, dueAt }, at);
    const end = (at = NOW + HOUR) => room.hear('claim.work-ended', { workId: 'wrk_1' }, at);
    return { ...room, task, wish, end };
  };

  test('are a task of the owner, who hears of it', async () => {
    const { wish, task, told } = await withWork();
    await wish();
    expect(await task()).toMatchObject({ kind: 'claim-work', state: 'open', agentId: 'anna', dueAt: due });
    expect(told()).toEqual([`claim-work → anna acme ${(await task())?.id}`]);
  });

  test('are the cover’s while the owner is away until after they are due', async () => {
    const { wish, task } = await withWork(anAgent('anna', { absences: away }));
    await wish();
    expect(await task()).toMatchObject({ agentId: 'emil', lentBy: 'anna', reason: 'cover' });
  });

  test('wait in the queue while nobody has the account, and the leads hear of them', async () => {
    const { wish, task, told } = await withWork(anAgent('anna'), false);
    await wish();
    expect((await task())?.agentId).toBeUndefined();
    expect(told()).toEqual([expect.stringMatching(/^claim-work → lead acme/)]);
  });

  test('wanted again move when the task is due, and make no second one and no second message', async () => {
    const { wish, task, told, lines } = await withWork();
    await wish();
    await wish(NOW + HOUR, due - DAY);
    expect(await task()).toMatchObject({ state: 'open', dueAt: due - DAY, agentId: 'anna' });
    expect(new Set(lines('task.opened', ({ taskId }) => String(taskId))).size).toBe(1);
    expect(told()).toHaveLength(1);
  });

  test('are due as was said last, in whichever order it is heard', async () => {
    const { wish, task } = await withWork();
    await wish(NOW + HOUR, due - DAY);
    expect(await wish(NOW, due)).toMatchObject({ decision: 'older-than-known' });
    expect(await task()).toMatchObject({ dueAt: due - DAY });
  });

  test('that wait no more have their task done by itself, which settles what was told', async () => {
    const { wish, end, task, lines } = await withWork();
    await wish();
    await end();
    expect(await task()).toMatchObject({ state: 'done', doneAt: NOW + HOUR });
    expect(lines('task.done', ({ taskId }) => String(taskId))).toEqual([(await task())?.id]);
  });

  test('that are heard of only after their end open no task', async () => {
    const { wish, end, told, lines } = await withWork();
    await end();
    expect(await wish()).toMatchObject({ decision: 'older-than-known' });
    expect([...told(), ...lines('task.opened', () => 'opened'), ...lines('task.done', () => 'done')]).toEqual(
      [],
    );
  });

  test('wanted once more after the end are open again, and an end heard late does not close them', async () => {
    const { wish, end, task, told } = await withWork();
    await wish();
    await end();
    await wish(NOW + DAY, due + DAY);
    expect(await task()).toMatchObject({ state: 'open', dueAt: due + DAY });
    expect(told()).toHaveLength(2);
    expect(await end(NOW + 2 * HOUR)).toMatchObject({ decision: 'older-than-known' });
    expect(await task()).toMatchObject({ state: 'open' });
  });
});
