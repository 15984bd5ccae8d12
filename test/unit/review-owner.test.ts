import { describe, expect, test } from '@jest/globals';
import { answerFact } from '../../functions/team/answer-fact.ts';
import { answerTick } from '../../functions/team/answer-tick.ts';
import { finishTask, listTasks } from '../../functions/team/tasks.ts';
import type { Settings } from '../../shared/contracts/settings.ts';
import type { Agent } from '../../shared/domain/team/agent.ts';
import { notificationWanted } from '../../shared/events/team-events.ts';
import { followsOf, type TimerRow } from '../../shared/store/journal.ts';
import { accountPk, timerKey } from '../../shared/store/keys.ts';
import { loadOwnership } from '../../shared/store/ownership-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { aFact, NOW } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, exampleSettings, seedTeam } from '../support/team.ts';

const ed = anAgent('ed', { languages: ['en'] });
const lead = anAgent('lead', { languages: ['en'], roles: ['lead'] });
const team = async (agents: Agent[], settings: Settings = exampleSettings()) => {
  const ports = testPorts();
  await seedTeam(ports, agents, settings);
  return ports;
};
const change = (moment: string, language: string, at = NOW) =>
  aFact('account.changed', { id: moment, at, data: { moment, language } });
const told = async ({ table }: Ports) =>
  (await table.query({ pk: accountPk('acme'), prefix: 'journal' })).rows
    .flatMap(followsOf)
    .filter(notificationWanted.is)
    .map(fact => `${fact.data['kind']} → ${fact.data['recipientId']}`);
const tick = async (ports: ReturnType<typeof testPorts>) => {
  const timer = (await ports.table.get(timerKey(accountPk('acme'), 'task.unowned'))) as TimerRow;
  ports.clock.set(timer.dueAt);
  const { pk, sk, kind, epoch, dueAt } = timer;
  return answerTick(ports, { pk, sk, kind, epoch, dueAt });
};
const withoutFallback = (): Settings => {
  const settings = exampleSettings();
  return { ...settings, team: { ...settings.team, fallbackLanguages: [] } };
};

describe('an account whose language nobody has told yet', () => {
  test('is not given away in a guessed language because the roster changed', async () => {
    const ports = await team([ed, anAgent('anna')]);
    await answerFact(ports, change('trial-started', 'und'));
    await answerFact(ports, aFact('agent.changed'));
    await answerFact(ports, change('signed-up', 'de', NOW + 1_000));
    expect((await loadOwnership(ports.table, 'acme'))?.ownerId).toBe('anna');
  });

  test('calls the leads when its language turns out to be nobody’s', async () => {
    const ports = await team([ed, lead], withoutFallback());
    await answerFact(ports, change('trial-started', 'und'));
    expect(await told(ports)).toEqual([]);
    await answerFact(ports, change('signed-up', 'ja', NOW + 1_000));
    await tick(ports);
    expect(await told(ports)).toEqual(['queued → lead']);
  });

  test('calls the leads once when its time is over and there is no language to fall back on', async () => {
    const ports = await team([ed, lead], withoutFallback());
    await answerFact(ports, change('trial-started', 'und'));
    await tick(ports);
    await tick(ports);
    expect(await told(ports)).toEqual(['queued → lead']);
    await answerFact(ports, change('signed-up', 'en', NOW + 1_000));
    expect((await loadOwnership(ports.table, 'acme'))?.ownerId).toBe('ed');
  });
});

test('a moment that is not to be pushed opens its task and disturbs nobody', async () => {
  const settings = exampleSettings();
  const moments = {
    ...settings.moments,
    'signed-up': { push: false, task: 'welcome-account' as const, dueHours: 4 },
  };
  const ports = await team([anAgent('anna')], { ...settings, moments });
  await answerFact(ports, change('signed-up', 'de'));
  expect((await listTasks(ports, { of: 'me', agentId: 'anna', limit: 9 })).tasks).toHaveLength(1);
  expect(await told(ports)).toEqual([]);
});

test('an account that nobody can own stands in the queue for everybody to see, until it has an owner', async () => {
  const ports = await team([anAgent('anna')], withoutFallback());
  const queue = async () => (await listTasks(ports, { of: 'queue', agentId: 'anna', limit: 9 })).tasks;
  await answerFact(ports, change('signed-up', 'ja'));
  const [waiting, ...more] = await queue();
  expect(waiting).toMatchObject({ kind: 'find-owner', accountId: 'acme', reason: 'nobody-speaks-language' });
  expect(more).toEqual([]);
  const finished = await finishTask(ports, { taskId: waiting?.id ?? '', agentId: 'anna', roles: [] });
  expect(finished).toMatchObject({ ok: false, refusal: 'forbidden' });
  await tick(ports);
  expect(await queue()).toHaveLength(1);
  await answerFact(ports, change('profile-updated', 'de', NOW + 1_000));
  expect((await loadOwnership(ports.table, 'acme'))?.ownerId).toBe('anna');
  expect(await queue()).toEqual([]);
});
