import { describe, expect, test } from '@jest/globals';
import type { AgentLoad, AgentView } from '../../shared/contracts/team-contract.ts';
import { createFormat } from '../../web/app/format.ts';
import { colleaguesFor } from '../../web/rooms/account/colleagues.ts';
import { answerWords } from '../../web/rooms/load/answer-words.ts';
import { fullness, inOrder, pressed, totals } from '../../web/rooms/load/load-order.ts';

const load = (name: string, more: Partial<AgentLoad> = {}): AgentLoad => ({
  ...{ id: name, name, languages: ['de'], roles: ['agent'], onDuty: true, book: 10, capacity: 20 },
  ...{ weight: 1, share: 10, openTasks: 1, overdueTasks: 0, unread: 2, snoozed: 0, acknowledged: 0 },
  ...more,
});
const names = (agents: readonly AgentLoad[]) => agents.map(({ name }) => name);

describe('the table of loads', () => {
  const agents = [
    load('Émile', { medianSeconds: 60, overdueTasks: 1, openTasks: 2 }),
    load('Anna', { medianSeconds: 600, book: 20, openTasks: 9 }),
    load('Zoë', { onDuty: false, capacity: 0, book: 0 }),
  ];

  test('goes by any column, by name among equals, and those without a figure are last either way', () => {
    expect(names(inOrder(agents, { by: 'name', down: false }, 'en'))).toEqual(['Anna', 'Émile', 'Zoë']);
    expect(names(inOrder(agents, { by: 'tasks', down: true }, 'en'))).toEqual(['Émile', 'Anna', 'Zoë']);
    expect(names(inOrder(agents, { by: 'answers', down: true }, 'en'))).toEqual(['Anna', 'Émile', 'Zoë']);
    expect(names(inOrder(agents, { by: 'answers', down: false }, 'en'))).toEqual(['Émile', 'Anna', 'Zoë']);
    expect(names(inOrder(agents, { by: 'duty', down: false }, 'en'))[0]).toBe('Zoë');
  });

  test('a press on the same column turns it round, on another begins with the largest, on names with A', () => {
    expect(pressed({ by: 'book', down: true }, 'book')).toEqual({ by: 'book', down: false });
    expect(pressed({ by: 'book', down: true }, 'share')).toEqual({ by: 'share', down: true });
    expect(pressed({ by: 'book', down: true }, 'name')).toEqual({ by: 'name', down: false });
  });

  test('adds everybody up; who has no room is full', () => {
    expect(totals({ agents })).toMatchObject({ onDuty: 2, all: 3, book: 30, openTasks: 12, overdueTasks: 1 });
    expect(fullness({ book: 0, capacity: 0 })).toBe(1);
  });

  test('a time to answer is told to the second within an hour, then to the minute', () => {
    const format = createFormat('en', 'UTC');
    expect(answerWords(95, format)).toBe('1 min 35 secs');
    expect(answerWords(5400, format)).toBe('1 hr 30 mins');
  });
});

test('an account is offered to those who speak its language first, those with room before the others', () => {
  const agent = (id: string, languages: string[], more: Partial<AgentView> = {}): AgentView => ({
    ...{ id, name: id, email: `${id}@example.com`, roles: ['agent'], languages, zone: 'UTC', hours: {} },
    ...{
      products: [],
      capacity: 10,
      weight: 1,
      active: true,
      absences: [],
      book: 1,
      onDuty: true,
      version: 1,
    },
    ...more,
  });
  const agents = [
    agent('zoe', ['de-AT']),
    agent('bruno', ['it']),
    agent('anna', ['de'], { book: 10 }),
    agent('owner', ['de']),
    agent('left', ['de'], { active: false }),
    agent('ops', ['de'], { roles: ['ops'] }),
  ];
  const offered = colleaguesFor(agents, { language: 'de', ownerId: 'owner' });
  expect(offered.map(one => [one.agent.id, one.speaks, one.full])).toEqual([
    ['zoe', true, false],
    ['anna', true, true],
    ['bruno', false, false],
  ]);
});
