import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { outreachRoutes } from '../../functions/outreach/outreach-routes.ts';
import type { Route } from '../../shared/contracts/define-route.ts';
import * as contract from '../../shared/contracts/outreach-contract.ts';
import { DAY, formatInstant, MINUTE } from '../../shared/kernel/instant.ts';
import { httpApi } from '../../shared/runtime/http.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { NOW } from './facts.ts';
import { outreachRoom } from './outreach-room.ts';

type Asked = {
  readonly path?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: unknown;
  readonly roles?: readonly string[];
};
type Answered = { readonly status: number; readonly answer: Record<string, unknown> };

async function callOf(ports: Ports, route: Route, given: Asked): Promise<Answered> {
  const { path = {}, query = {}, body = {}, roles = ['agent'] } = given;
  const claims = { username: 'anna', 'cognito:groups': roles, token_use: 'access' };
  const event = {
    routeKey: `${route.method} ${route.path}`,
    ...{ pathParameters: path, queryStringParameters: query, body: JSON.stringify(body) },
    headers: { 'content-type': 'application/json' },
    requestContext: { authorizer: { jwt: { claims } } },
  } as unknown as APIGatewayProxyEventV2;
  const answered = await httpApi(...outreachRoutes(ports))(event, {} as never);
  const { statusCode, body: text } = answered as { statusCode: number; body: string };
  return { status: statusCode, answer: JSON.parse(text) };
}

type Listed = {
  readonly outreach: contract.OutreachView[];
  readonly currency: string;
  readonly cursor?: string;
};

/** An account called `acme` in a room, what happens to it, and what anna asks of the interface of outreach. */
export async function askedOutreach() {
  const room = await outreachRoom();
  await room.signUp('acme');
  await room.goTo(NOW + MINUTE);
  return { room, ...asksOf(room.ports), ...happensIn(room) };
}

function asksOf(ports: Ports) {
  const call = (route: Route, given: Asked = {}) => callOf(ports, route, given);
  /** The answer, which must have the shape of the contract and nothing else. */
  const asked = async <T>(route: Route, given: Asked = {}): Promise<T> => {
    const { status, answer } = await call(route, given);
    const read = route.answer.safeParse(answer);
    if (status !== 200 || !read.success) throw new Error(`${status} ${JSON.stringify([answer, read.error])}`);
    if (JSON.stringify(answer).length !== JSON.stringify(read.data).length)
      throw new Error(`more than the contract says: ${JSON.stringify(answer)}`);
    return answer as T;
  };
  return {
    ...{ call, asked },
    list: (state: string, query = {}) => asked<Listed>(contract.listOutreach, { query: { state, ...query } }),
    page: (outreachId: string) =>
      asked<contract.OutreachPage>(contract.getOutreach, { path: { outreachId } }),
    budget: () => asked<contract.BudgetView>(contract.getBudget),
    ofAccount: (accountId = 'acme') =>
      asked<contract.AccountOutreach>(contract.getAccountOutreach, { path: { accountId } }),
    judge: (outreachId: string, body: unknown) =>
      call(contract.judgeOutreach, { path: { outreachId }, body }),
  };
}

type Claimed = { readonly value?: number; readonly waitsFor?: string };

function happensIn(room: Awaited<ReturnType<typeof outreachRoom>>) {
  let n = 0;
  const { clock } = room.ports;
  const later = (by: number) => room.goTo(clock.now() + by);
  /** So many reports at once, each worth 50; answers their ids. */
  const damaged = async (count: number, accountId = 'acme'): Promise<string[]> => {
    const ids = Array.from({ length: count }, () => `dmg-${n++}`);
    const facts = ids.map(reportId =>
      room.fact('damage.reported', accountId, { data: { reportId, value: 50 } }),
    );
    await room.take(facts);
    return ids;
  };
  return {
    ...{ later, damaged },
    /** Twelve days on which nothing is reported, and then so much at once. */
    burst: async (count = 12, accounts: readonly string[] = ['acme']): Promise<string[]> => {
      await later(12 * DAY);
      const ids: string[] = [];
      for (const accountId of accounts) ids.push(...(await damaged(count, accountId)));
      await later(MINUTE);
      return ids;
    },
    /** There is a claim of acme, its last day so many days ahead; answers that day. */
    claim: async (claimId: string, inDays: number, { value, waitsFor }: Claimed = {}): Promise<string> => {
      const closesOn = formatInstant(clock.now() + inDays * DAY).slice(0, 10);
      const opened = {
        claimId,
        marketplace: 'amazon-us',
        type: 'customer-return',
        basisOn: '2026-11-01',
        value,
      };
      await room.say('claim.opened', 'acme', opened);
      await room.say('claim.deadline-set', 'acme', { claimId, closesOn });
      if (waitsFor !== undefined) await room.say('claim.waiting', 'acme', { claimId, on: waitsFor });
      await later(MINUTE);
      return closesOn;
    },
    /** The present or last outreach of an account about a cause. */
    the: async (cause: 'burst' | 'deadline' | 'market', accountId = 'acme'): Promise<string> => {
      const outreach = await room.outreachOf(accountId, cause);
      if (!outreach) throw new Error(`${accountId} has no outreach about ${cause}`);
      return outreach.id;
    },
    /** Somebody calls about what is open and speaks of it. */
    spoken: async (accountId = 'acme'): Promise<void> => {
      const [open] = room.openCalls(accountId);
      const id = String(open?.['id']);
      await room.goTo(Math.max(clock.now(), Number(open?.['readyAt'])));
      await room.act(id, { do: 'start' });
      const agenda = open?.['agenda'] as { id: string }[];
      const results = agenda.map(item => ({ itemId: item.id, result: 'done' as const }));
      const ended = await room.act(id, { do: 'end', outcome: 'reached', results });
      if (!ended.ok) throw new Error(ended.refusal);
    },
  };
}
