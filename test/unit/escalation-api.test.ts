import { beforeEach, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { escalationsRoutes } from '../../functions/notifications/escalations-routes.ts';
import { putChain } from '../../functions/notifications/put-chain.ts';
import { startEscalation } from '../../functions/notifications/start-escalation.ts';
import { stepEscalation } from '../../functions/notifications/step-escalation.ts';
import { stopEscalation } from '../../functions/notifications/stop-escalation.ts';
import { putPolicy } from '../../functions/promises/put-policy.ts';
import * as contract from '../../shared/contracts/escalations-contract.ts';
import { MINUTE } from '../../shared/kernel/instant.ts';
import { httpApi } from '../../shared/runtime/http.ts';
import { loadChain } from '../../shared/store/chain-store.ts';
import { loadRun } from '../../shared/store/escalation-store.ts';
import type { TimerRow } from '../../shared/store/journal.ts';
import { agentKey, escalationPk, settingsKey, timerKey } from '../../shared/store/keys.ts';
import type { Row } from '../../shared/store/table.ts';
import { aChain, endedEscalation, notify, repeat, wait, wantedEscalation } from '../support/escalation.ts';
import { NOW } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, exampleSettings, seedTeam } from '../support/team.ts';

type Started = Parameters<typeof startEscalation>[1];
let ports: ReturnType<typeof testPorts>;
beforeEach(async () => {
  ports = testPorts();
  await seedTeam(ports, [
    anAgent('anna'),
    anAgent('lena', { roles: ['lead'] }),
    anAgent('gone', { active: false }),
  ]);
});

type Asked = { path?: Record<string, string>; query?: object; body?: unknown; roles?: string[] };
const call = async (route: { method: string; path: string }, asked: Asked = {}) => {
  const { path = {}, query = {}, body, roles = ['agent', 'lead'] } = asked;
  const claims = { username: 'lena', 'cognito:groups': roles, token_use: 'access' };
  const event = {
    routeKey: `${route.method} ${route.path}`,
    pathParameters: path,
    queryStringParameters: query,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    requestContext: { authorizer: { jwt: { claims } } },
  } as unknown as APIGatewayProxyEventV2;
  const answered = await httpApi(...escalationsRoutes(ports))(event, {} as never);
  const { statusCode, body: text } = answered as { statusCode: number; body: string };
  return { statusCode, answer: JSON.parse(text) };
};
const put = (chainId: string, body: object) => call(contract.putChain, { path: { chainId }, body });
const remove = (chainId: string) => call(contract.deleteChain, { path: { chainId } });
const start = (n: number, chain = 'breach') => {
  const wanted = wantedEscalation(`w${n}`, { chain });
  const data = { ...(wanted.data as Started['data']), escalationId: `esc_${n}` };
  return startEscalation(ports, { ...wanted, data } as Started);
};
const step = async (n: number) => {
  const timer = ports.table.peek(timerKey(escalationPk(`esc_${n}`), 'escalation.step')) as TimerRow;
  ports.clock.set(Math.max(ports.clock.now(), timer.dueAt));
  return stepEscalation(ports, { ...timer, kind: 'escalation.step' });
};
const short = aChain(notify('lead'), wait(5));

describe('the interface of escalations', () => {
  test('answers each question in the shape of its contract', async () => {
    await start(1);
    const language = 'de';
    const questions = [
      [contract.listChains, {}],
      [contract.putChain, { path: { chainId: 'night' }, body: short }],
      [contract.dryRunChain, { body: { chainId: 'breach', at: '2026-11-23T09:00:00Z', language } }],
      [contract.deleteChain, { path: { chainId: 'night' } }],
      [contract.listEscalations, {}],
      [contract.getEscalation, { path: { escalationId: 'esc_1' } }],
    ] as const;
    for (const [route, asked] of questions) {
      const { statusCode, answer } = await call(route, asked);
      expect([route.id, statusCode]).toEqual([route.id, 200]);
      const read = route.answer.safeParse(answer);
      expect([route.id, read.error?.issues ?? []]).toEqual([route.id, []]);
      expect(answer).toEqual(read.data);
    }
  });

  test('lets leads write chains and all of the staff read them', async () => {
    const roles = ['agent'];
    const path = { chainId: 'night' };
    expect((await call(contract.putChain, { path, body: short, roles })).statusCode).toBe(403);
    expect((await call(contract.deleteChain, { path, roles })).statusCode).toBe(403);
    expect((await call(contract.listChains, { roles })).statusCode).toBe(200);
  });
});

describe('a chain', () => {
  test('is listed with its version, who changed it, and the policies that start it', async () => {
    await put('night', short);
    const { answer } = await call(contract.listChains);
    expect(answer.chains).toMatchObject([
      { id: 'breach', version: 1, usedBy: ['four-days', 'two-hours'] },
      { id: 'night', version: 1, changedBy: 'lena', usedBy: [], ...short },
      { id: 'no-stock', version: 1, usedBy: ['four-days', 'two-hours'] },
    ]);
  });

  test('is changed by whoever read its version, and every version stays', async () => {
    expect((await put('night', short)).answer).toMatchObject({ version: 1 });
    expect((await put('night', { ...short, ackMinutes: 5 })).answer).toMatchObject({ refusal: 'stale' });
    expect((await put('night', { ...short, ackMinutes: 5, version: 1 })).answer).toMatchObject({
      version: 2,
    });
    expect(await put('night', { ...short, version: 1 })).toMatchObject({ statusCode: 409 });
    expect(await loadChain(ports.table, 'night', 1)).toMatchObject({ ackMinutes: 30, changedBy: 'lena' });
    expect(await loadChain(ports.table, 'night')).toMatchObject({ ackMinutes: 5, version: 2 });
  });

  test.each<[string, object, string]>([
    ['cannot be run to its end', aChain(notify('lead'), repeat(3)), 'body.steps.1.do'],
    ['names an agent who is not there', aChain(notify({ agent: 'zoe' })), 'body.steps.0.who.agent'],
    ['names an agent who left', aChain(wait(1), notify({ agent: 'gone' })), 'body.steps.1.who.agent'],
    ['names no schedule', aChain(notify({ schedule: 'nights' })), 'body.steps.0.who.schedule'],
    [
      'names no calendar',
      aChain(notify('lead', { when: { holidays: 'skip', calendar: 'none' } })),
      'body.steps.0.when.calendar',
    ],
  ])('that %s is refused with the field', async (_, body, field) => {
    const put = await call(contract.putChain, { path: { chainId: 'night' }, body });
    expect(put).toMatchObject({ statusCode: 422, answer: { field } });
    const dry = { chain: body, at: '2026-11-23T09:00:00Z', language: 'de' };
    const run = await call(contract.dryRunChain, { body: dry });
    expect(run).toMatchObject({ statusCode: 422, answer: { field: field.replace('body', 'body.chain') } });
    expect(await loadChain(ports.table, 'night')).toBeUndefined();
  });

  test('that is written once more by the same person answers as before, for the answer may have been lost', async () => {
    const first = await put('night', short);
    ports.clock.set(ports.clock.now() + MINUTE);
    expect(await put('night', short)).toEqual(first);
    const changed = { ...short, ackMinutes: 25, version: 1 };
    expect(await put('night', changed)).toEqual(await put('night', changed));
    expect((await put('night', { ...short, version: 1 })).answer).toMatchObject({ refusal: 'stale' });
    expect(await loadChain(ports.table, 'night')).toMatchObject({ version: 2, ackMinutes: 25 });
  });

  test('is not taken away while a policy starts it; taken away, it may come back as a further version', async () => {
    expect(await remove('breach')).toMatchObject({
      statusCode: 409,
      answer: { refusal: 'in-use', detail: 'These policies start it: four-days, two-hours.' },
    });
    await put('night', short);
    expect((await remove('night')).statusCode).toBe(200);
    expect((await remove('night')).statusCode).toBe(200);
    expect((await call(contract.listChains)).answer.chains).toHaveLength(2);
    expect(await loadChain(ports.table, 'night', 1)).toMatchObject({ ackMinutes: 30 });
    expect((await put('night', short)).answer).toMatchObject({ version: 3 });
  });

  test('may be named by policies once it is there', async () => {
    const input = { ...exampleSettings().policies['two-hours'], breachChain: 'night' } as never;
    const edit = () => putPolicy(ports, { policyId: 'two-hours', input, principal: 'lena' });
    expect(await edit()).toMatchObject({ refusal: 'unknown-chain' });
    await put('night', short);
    expect(await edit()).toMatchObject({ ok: true });
    expect((await remove('night')).answer).toMatchObject({ refusal: 'in-use' });
  });

  test('of a deployment that keeps it in its settings counts as version 0 until it is written', async () => {
    const row = ports.table.peek(settingsKey) as Row;
    const settings = { ...(row['settings'] as object), chains: { old: short, breach: short } };
    await ports.table.commit({ commitId: 'x', writes: [{ do: 'put', row: { ...row, settings } }] });
    const { answer } = await call(contract.listChains);
    expect(answer.chains.map((one: { id: string; version: number }) => `${one.id} ${one.version}`)).toEqual([
      ...['breach 1', 'no-stock 1', 'old 0'],
    ]);
    expect((await start(1, 'old')).decision).toBe('escalation-started');
    expect((await put('old', { ...short, version: 0 })).answer).toMatchObject({ version: 1 });
    await remove('old');
    expect((await start(2, 'old')).decision).toBe('chain-unknown');
  });
});

test('an edit during a run changes nothing of it, and the next run goes by it', async () => {
  const first = aChain(notify({ agent: 'anna' }), wait(5), notify('lead'), wait(5));
  const edit = (input: typeof first, version: number) =>
    putChain(ports, { chainId: 'breach', input: input as never, version, principal: 'lena' });
  expect(await edit(first, 1)).toMatchObject({ ok: true });
  await start(1);
  expect(await edit(aChain(notify('lead'), wait(60)), 2)).toMatchObject({ ok: true });
  await start(2);
  const [old, next] = [await loadRun(ports.table, 'esc_1'), await loadRun(ports.table, 'esc_2')];
  expect(old).toMatchObject({ chain: first, chainVersion: 2, nextAt: NOW + 5 * MINUTE });
  expect(next).toMatchObject({ chain: { steps: [notify('lead'), wait(60)] }, chainVersion: 3 });
  expect(next?.log).toMatchObject([{ told: ['lena'] }]);
  await step(1);
  expect((await loadRun(ports.table, 'esc_1'))?.log).toMatchObject([{ told: ['anna'] }, { told: ['lena'] }]);
  expect((await loadRun(ports.table, 'esc_1'))?.nextAt).toBe(NOW + 10 * MINUTE);
});

test('a step that finds nobody on duty goes to the next one at once and rings', async () => {
  await put('breach', { ...aChain(notify('on-duty'), wait(60), notify('lead'), wait(5)), version: 1 });
  const { book: _, ...anna } = anAgent('anna', { hours: {} });
  const row = { ...agentKey('anna'), type: 'agent', ...anna, version: 2 };
  await ports.table.commit({ commitId: 'x', writes: [{ do: 'put', row }] });
  expect(await start(1)).toMatchObject({ decision: 'nobody-on-duty', detail: { told: 1 } });
  expect(await loadRun(ports.table, 'esc_1')).toMatchObject({
    log: [
      { why: 'nobody-on-duty', told: [], step: 0, at: NOW },
      { why: 'told', told: ['lena'], step: 2, at: NOW },
    ],
    nextAt: NOW + 5 * MINUTE,
  });
});

describe('the list of escalations', () => {
  const ids = async (query: object) => {
    const { answer } = await call(contract.listEscalations, { query });
    return { ids: answer.escalations.map(({ id }: { id: string }) => id), cursor: answer.cursor };
  };

  test('has each in its state until it is solved, and all of them the oldest first, page by page', async () => {
    await put('breach', { ...short, version: 1 });
    for (const n of [1, 2, 3, 4]) {
      await start(n);
      ports.clock.set(ports.clock.now() + MINUTE);
    }
    await step(1);
    await stopEscalation(ports, {
      ...endedEscalation(),
      data: { escalationId: 'esc_4', why: 'resolved' },
    } as never);
    expect(await ids({ state: 'exhausted' })).toEqual({ ids: ['esc_1'] });
    expect(await ids({ state: 'running' })).toEqual({ ids: ['esc_2', 'esc_3'] });
    const first = await ids({ limit: '2' });
    expect(first.ids).toEqual(['esc_1', 'esc_2']);
    expect(await ids({ limit: '2', cursor: first.cursor })).toEqual({ ids: ['esc_3'] });
    expect((await call(contract.listEscalations, { query: { cursor: 'x' } })).statusCode).toBe(400);
  });

  test('names the customer, and one alone shows its whole log', async () => {
    await start(1);
    const { answer } = await call(contract.getEscalation, { path: { escalationId: 'esc_1' } });
    expect(answer).toMatchObject({
      accountName: 'acme',
      chain: 'breach',
      chainVersion: 1,
      state: 'running',
      step: 3,
    });
    expect(answer.log.map(({ why }: { why: string }) => why)).toEqual(['told', 'told']);
    const none = await call(contract.getEscalation, { path: { escalationId: 'esc_9' } });
    expect(none.statusCode).toBe(404);
  });
});

test('a dry run of a chain that is kept says when it ends, for an account or none', async () => {
  const body = { chainId: 'breach', at: '2026-11-23T09:00:00Z', language: 'de' };
  const { answer } = await call(contract.dryRunChain, { body });
  expect(answer.lines.slice(0, 2)).toMatchObject([
    { step: 0, why: 'told', told: [{ agentId: 'anna', reason: 'cover-on-duty' }] },
    { step: 1, why: 'told', told: [{ agentId: 'lena', reason: 'lead', wake: true }] },
  ]);
  expect(answer.endsAt).toBe('2026-11-23T10:20:00.000Z');
  expect(ports.table.peek(timerKey(escalationPk('-'), 'escalation.step'))).toBeUndefined();
  const none = await call(contract.dryRunChain, { body: { ...body, chainId: 'none' } });
  expect(none.answer).toMatchObject({ refusal: 'unknown-chain', field: 'body.chainId' });
  const nobody = await call(contract.dryRunChain, { body: { ...body, accountId: 'nobody' } });
  expect(nobody.answer).toMatchObject({ refusal: 'unknown-account', field: 'body.accountId' });
});
