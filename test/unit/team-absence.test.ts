import { describe, expect, test } from '@jest/globals';
import { deleteAbsence, putAbsence } from '../../functions/team/edit-absence.ts';
import { readAgent } from '../../functions/team/read-team.ts';
import type { Agent } from '../../shared/domain/team/agent.ts';
import { DAY, formatInstant, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { loadOwnership } from '../../shared/store/ownership-store.ts';
import { loadBook } from '../../shared/store/roster-store.ts';
import { loadTask } from '../../shared/store/task-store.ts';
import { NOW } from '../support/facts.ts';
import { anAgent } from '../support/team.ts';
import { teamRoom } from '../support/team-room.ts';

const TOMORROW = NOW + DAY;
const away = (
  room: Awaited<ReturnType<typeof teamRoom>>,
  given: { from?: number; to: number; coverId?: string; absenceId?: string },
) =>
  putAbsence(room.ports, {
    agentId: 'anna',
    absenceId: given.absenceId ?? 'a',
    input: {
      from: formatInstant(given.from ?? TOMORROW),
      to: formatInstant(given.to),
      ...(given.coverId === undefined ? {} : { coverId: given.coverId }),
    },
    principal: 'lead',
  });

/** Anna with `open` tasks on as many accounts of hers, of which the first ten are due on the day of her absence. */
async function dayOff(open: number, others: readonly Agent[] = [anAgent('bea'), anAgent('cleo')]) {
  const room = await teamRoom([anAgent('anna'), ...others.map(agent => ({ ...agent, capacity: 0 }))]);
  for (let n = 0; n < open; n++) {
    await room.change(`acc-${n}`, 'trial-started');
    const dueAt = n < 10 ? TOMORROW + n * HOUR : TOMORROW + DAY + n * HOUR;
    await room.task({ id: `t${n}`, accountId: `acc-${n}`, agentId: 'anna', dueAt });
  }
  const holders = async () => {
    const tasks = await Promise.all(
      Array.from({ length: open }, (_, n) => loadTask(room.ports.table, `t${n}`)),
    );
    return tasks.map(task => `${task?.agentId}${task?.lentBy === undefined ? '' : ` for ${task.lentBy}`}`);
  };
  const repeated = (who: string, times: number) => Array.from({ length: times }, () => who);
  return { ...room, holders, repeated };
}

describe('a day’s absence', () => {
  test('moves exactly what is due before the return to the cover, in one tick, and nobody’s ownership', async () => {
    const room = await dayOff(25);
    const before = await Promise.all(
      Array.from({ length: 25 }, (_, n) => loadOwnership(room.ports.table, `acc-${n}`)),
    );
    await away(room, { to: TOMORROW + DAY, coverId: 'cleo' });
    room.ports.clock.set(TOMORROW);
    expect(await room.tick('anna', 'absence.starts')).toMatchObject({ detail: { moved: 10 } });
    expect(await room.holders()).toEqual([
      ...room.repeated('cleo for anna', 10),
      ...room.repeated('anna', 15),
    ]);
    const after = await Promise.all(
      Array.from({ length: 25 }, (_, n) => loadOwnership(room.ports.table, `acc-${n}`)),
    );
    expect(after).toEqual(before);
    expect(await loadBook(room.ports.table, 'anna')).toBe(25);
  });

  test('tells the cover once, and hands over what was told of each task that moves', async () => {
    const room = await dayOff(25);
    await away(room, { to: TOMORROW + DAY, coverId: 'cleo' });
    room.ports.clock.set(TOMORROW);
    await room.tick('anna', 'absence.starts');
    room.ports.clock.set(TOMORROW + MINUTE);
    expect(await room.tick('anna', 'absence.starts')).toMatchObject({ detail: { moved: 0 } });
    expect(await room.tick('anna', 'absence.starts')).toBeUndefined();
    expect(room.told().filter(line => line.startsWith('task-handed-over'))).toEqual([
      'task-handed-over → cleo acc-0',
    ]);
    expect(room.handedOver()).toEqual(
      Array.from({ length: 10 }, (_, n) => `anna → cleo t${n} cover-on-duty`),
    );
  });

  test('ends with what is open and not due yet coming back', async () => {
    const room = await dayOff(12);
    await away(room, { to: TOMORROW + DAY, coverId: 'cleo' });
    room.ports.clock.set(TOMORROW);
    await room.tick('anna', 'absence.starts');
    await deleteAbsence(room.ports, { agentId: 'anna', absenceId: 'a', principal: 'lead' });
    room.ports.clock.set(TOMORROW + 4 * HOUR);
    expect(await room.tick('anna', 'absence.ends')).toMatchObject({ detail: { returned: 5 } });
    expect(await room.holders()).toEqual([...room.repeated('cleo for anna', 5), ...room.repeated('anna', 7)]);
    expect(room.handedOver().filter(line => line.startsWith('cleo'))).toHaveLength(5);
    expect(await room.tick('anna', 'absence.starts')).toBeUndefined();
  });

  test('that another one follows at once ends with that one', async () => {
    const room = await dayOff(11);
    await away(room, { to: TOMORROW + 12 * HOUR, coverId: 'cleo' });
    await away(room, { absenceId: 'b', from: TOMORROW + 12 * HOUR, to: TOMORROW + 2 * DAY, coverId: 'bea' });
    room.ports.clock.set(TOMORROW);
    await room.tick('anna', 'absence.starts');
    expect(await room.holders()).toEqual(room.repeated('cleo for anna', 11));
    room.ports.clock.set(TOMORROW + 12 * HOUR);
    expect(await room.tick('anna', 'absence.ends')).toMatchObject({ decision: 'still-away' });
    room.ports.clock.set(TOMORROW + 2 * DAY - HOUR);
    await deleteAbsence(room.ports, { agentId: 'anna', absenceId: 'b', principal: 'lead' });
    expect(await room.tick('anna', 'absence.ends', 'b')).toMatchObject({ decision: 'absence-ended' });
  });

  test('finds a cover by language and share where none is named or the named one is away too', async () => {
    const cleo = anAgent('cleo', { absences: { x: { from: NOW, to: NOW + 9 * DAY } } });
    const room = await dayOff(3, [anAgent('bea'), cleo, anAgent('it', { languages: ['it'] })]);
    await away(room, { to: TOMORROW + DAY, coverId: 'cleo' });
    room.ports.clock.set(TOMORROW);
    await room.tick('anna', 'absence.starts');
    expect(await room.holders()).toEqual(room.repeated('bea for anna', 3));
  });

  test('moves a hundred and twenty tasks in looks that follow at once, past those that nobody can take', async () => {
    const room = await teamRoom([anAgent('anna', { languages: ['it', 'de'] }), anAgent('bea')]);
    for (let n = 0; n < 240; n++)
      await room.task({
        ...{ id: `t${n}`, agentId: 'anna', language: n % 2 === 0 ? 'it' : 'de' },
        dueAt: TOMORROW + n * MINUTE,
      });
    await away(room, { to: TOMORROW + DAY });
    room.ports.clock.set(TOMORROW);
    const moved = [];
    for (let look = 0; look < 3; look++)
      moved.push((await room.tick('anna', 'absence.starts'))?.detail?.['moved']);
    expect(moved).toEqual([50, 50, 20]);
    const tasks = [...room.ports.table.rows()].filter(
      ({ type, agentId }) => type === 'task' && agentId === 'bea',
    );
    expect(tasks.every(({ language }) => language === 'de')).toBe(true);
    expect(room.told()).toEqual(['task-handed-over → bea acme']);
  });

  test('leaves the tasks where they are when nobody can cover, and moves nothing once taken back', async () => {
    const room = await dayOff(3, [anAgent('it', { languages: ['it'] })]);
    await away(room, { to: TOMORROW + DAY });
    room.ports.clock.set(TOMORROW);
    expect(await room.tick('anna', 'absence.starts')).toMatchObject({ detail: { moved: 0 } });
    const taken = await dayOff(3);
    await away(taken, { to: TOMORROW + DAY });
    await deleteAbsence(taken.ports, { agentId: 'anna', absenceId: 'a', principal: 'lead' });
    taken.ports.clock.set(TOMORROW);
    expect(await taken.tick('anna', 'absence.starts')).toBeUndefined();
    expect(await taken.holders()).toEqual(taken.repeated('anna', 3));
  });

  test('moves nothing by the tick of an edit that was edited again', async () => {
    const room = await dayOff(3);
    await away(room, { to: TOMORROW + DAY });
    room.ports.clock.set(TOMORROW);
    await away(room, { from: TOMORROW + 5 * DAY, to: TOMORROW + 6 * DAY });
    await expect(room.tick('anna', 'absence.starts')).rejects.toThrow('early');
    expect(await room.holders()).toEqual(room.repeated('anna', 3));
  });

  test('lends what comes up meanwhile to whoever hears of it, and not what is due later', async () => {
    const room = await dayOff(1);
    await away(room, { to: TOMORROW + DAY, coverId: 'cleo' });
    room.ports.clock.set(TOMORROW);
    await room.change('acc-0', 'signed-up');
    await room.change('acc-0', 'cancelled');
    const opened = room.lines('task.opened', ({ kind, agentId }) => `${kind} ${agentId}`);
    expect(opened).toContain('welcome-account cleo');
    expect(opened).toContain('save-account anna');
    expect(room.told().some(line => line.startsWith('signed-up → cleo acc-0'))).toBe(true);
  });
});

describe('a long absence', () => {
  const threeWeeks = async () => {
    const room = await teamRoom([anAgent('anna'), anAgent('bea', { capacity: 0 }), anAgent('cleo')]);
    for (let n = 0; n < 8; n++) await room.change(`acc-${n}`);
    await room.settle();
    await away(room, { from: TOMORROW, to: TOMORROW + 21 * DAY });
    return room;
  };

  test('hands on accounts and tasks as if the agent had left, and gives them nothing new', async () => {
    const room = await threeWeeks();
    const theirs = await loadBook(room.ports.table, 'anna');
    expect(theirs).toBeGreaterThan(0);
    room.ports.clock.set(TOMORROW);
    expect(await room.tick('anna', 'absence.starts')).toMatchObject({ decision: 'work-handed-on' });
    room.ports.clock.set(TOMORROW + MINUTE);
    await room.tick('anna', 'absence.starts');
    expect(await room.tick('anna', 'absence.starts')).toBeUndefined();
    expect([await loadBook(room.ports.table, 'anna'), await loadBook(room.ports.table, 'cleo')]).toEqual([
      0, 8,
    ]);
    const rows = [...room.ports.table.rows()];
    expect(rows.filter(({ type, agentId }) => type === 'task' && agentId === 'anna')).toEqual([]);
    expect(room.told().filter(line => line.startsWith('account-transferred → cleo'))).toHaveLength(theirs);
    expect(room.handedOver().filter(line => /^anna → cleo acc-\d handed-over$/.test(line))).toHaveLength(
      theirs,
    );
    await room.change('acc-new');
    expect((await loadOwnership(room.ports.table, 'acc-new'))?.ownerId).toBe('cleo');
  });

  test('ends with a credit that lets the agent settle in, written once', async () => {
    const room = await threeWeeks();
    room.ports.clock.set(TOMORROW);
    await room.tick('anna', 'absence.starts');
    room.ports.clock.set(TOMORROW + 21 * DAY);
    await room.tick('anna', 'absence.ends');
    expect(await readAgent(room.ports, 'anna')).toMatchObject({
      value: { settling: { credit: 8, until: formatInstant(TOMORROW + 51 * DAY) } },
    });
    await room.edit('anna', { name: 'Anna' });
    expect(await readAgent(room.ports, 'anna')).toMatchObject({ value: { settling: { credit: 8 } } });
  });

  test('that is taken back when it has begun lets the agent settle in by that edit', async () => {
    const room = await threeWeeks();
    room.ports.clock.set(TOMORROW);
    await room.tick('anna', 'absence.starts');
    await deleteAbsence(room.ports, { agentId: 'anna', absenceId: 'a', principal: 'lead' });
    expect(await readAgent(room.ports, 'anna')).toMatchObject({ value: { settling: { credit: 8 } } });
  });

  test('can be two that join', async () => {
    const room = await teamRoom([anAgent('anna'), anAgent('bea', { capacity: 0 })]);
    await room.change('acc-0');
    await away(room, { from: NOW, to: NOW + 8 * DAY });
    await away(room, { absenceId: 'b', from: NOW + 8 * DAY, to: NOW + 16 * DAY });
    expect(await room.tick('anna', 'absence.starts')).toMatchObject({ decision: 'work-handed-on' });
  });
});
