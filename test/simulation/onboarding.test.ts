import { describe, expect, test } from '@jest/globals';
import { actOnCall } from '../../functions/calls/act-on-call.ts';
import { agreeStrategy } from '../../functions/onboarding/agree-strategy.ts';
import { readOnboarding } from '../../functions/onboarding/read-onboarding.ts';
import type { CallAction } from '../../shared/contracts/calls-contract.ts';
import type { Call } from '../../shared/domain/calls/call.ts';
import * as account from '../../shared/events/account-events.ts';
import { callWanted } from '../../shared/events/call-events.ts';
import { DAY, formatInstant, HOUR, type Instant, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { loadOpenCalls, type StoredCall } from '../../shared/store/call-store.ts';
import { writeContact } from '../../shared/store/contact-store.ts';
import { loadJourney } from '../../shared/store/journey-store.ts';
import { loadOwnership } from '../../shared/store/ownership-store.ts';
import { exampleSettings } from '../support/team.ts';
import { complaintsOf } from './complaints.ts';
import { twentyPercent } from './faults.ts';
import { product, seedCompany } from './product.ts';
import { START, simulate, type World, type WorldPorts } from './world.ts';

const ABOUT = { accountId: 'azulejos' };
const TRIAL_ENDS = START + 14 * DAY;
const PRODUCT = 'repricer';

/** The example company when every fifth delivery fails, and a shop in Madrid that signs up for a trial. */
async function signedUp(seed: number): Promise<World> {
  const world = simulate({ seed, wiring: product, faults: twentyPercent });
  await seedCompany(world, { expireHours: 1 });
  const { table, clock } = world;
  await writeContact(
    { table, clock, ids: { random: prefix => `${prefix}_contact` } },
    {
      ...{ accountId: 'azulejos', contactId: 'lucia', asOf: START },
      contact: { name: 'Lucía', phone: '+34910012345', language: 'es', zone: 'Europe/Madrid' },
    },
  );
  const where = { zone: 'Europe/Madrid', country: 'ES', contactId: 'lucia' };
  world.fact(account.signedUp.of({ product: PRODUCT, language: 'es', ...where }), ABOUT);
  world.fact(account.registrationCompleted.of({ product: PRODUCT }), ABOUT);
  world.fact(account.trialStarted.of({ product: PRODUCT, endsAt: formatInstant(TRIAL_ENDS) }), ABOUT);
  world.fact(
    account.profileUpdated.of({
      ...{ assortment: 'brands', experience: { level: 'experienced', source: 'said' } },
      ...{ skus: 4200, marketplaces: ['amazon-es', 'amazon-it'] },
    }),
    ABOUT,
  );
  await world.settle();
  return world;
}

/** The owner does it in the console, again and again until it is answered. */
async function byHand<T>(world: World, work: (ports: WorldPorts) => Promise<T>): Promise<T> {
  for (let tries = 0; tries < 50; tries++) {
    let ended: Awaited<ReturnType<typeof world.act>> | undefined;
    void world.act('console', work).then(done => {
      ended = done;
    });
    while (!ended) await world.run({ until: world.clock.now() + SECOND });
    if (ended.ended === 'well') return ended.value as T;
  }
  throw new Error('the console never answered');
}

const openCalls = (world: World): Promise<StoredCall[]> => loadOpenCalls(world.table, 'azulejos');
const theCall = async (world: World): Promise<StoredCall> => {
  const calls = await openCalls(world);
  if (calls.length !== 1) throw new Error(`${calls.length} open calls`);
  return calls[0] as StoredCall;
};
const phase = async (world: World) => (await loadJourney(world.table, 'azulejos', PRODUCT))?.phase;
const kindsOf = ({ agenda }: Call) => agenda.filter(({ state }) => state === 'open').map(({ kind }) => kind);

/** One action on the one open call; a repeat after a lost answer finds it done. */
async function act(world: World, action: CallAction): Promise<void> {
  const { id: callId, agentId = '-' } = await theCall(world);
  const who = { id: agentId, roles: ['agent'] };
  const outcome = await byHand(world, ports => actOnCall(ports, { callId, action, who }));
  if (!outcome.ok && outcome.refusal !== 'ended' && outcome.refusal !== 'not-running')
    throw new Error(`${action.do}: ${outcome.refusal} ${JSON.stringify(outcome.detail)}`);
}

/** Waits for the call's time, calls, and ends it so. */
async function called(
  world: World,
  outcome: 'reached' | 'no-answer',
  said: { results?: Record<string, string>; next?: Extract<CallAction, { do: 'end' }>['next'] } = {},
): Promise<Instant> {
  const { readyAt, booking } = await theCall(world);
  await world.run({ until: Math.max(world.clock.now(), booking?.from ?? readyAt) });
  const at = world.clock.now();
  await act(world, { do: 'start' });
  await world.run({ until: world.clock.now() + 5 * MINUTE });
  const { agenda } = await theCall(world);
  const results = agenda.flatMap(({ id: itemId, kind }) => {
    const result = said.results?.[kind];
    return result === undefined ? [] : [{ itemId, result }];
  });
  await act(world, { do: 'end', outcome, results, ...(said.next ? { next: said.next } : {}) });
  await world.settle();
  return at;
}

describe('an onboarding while every fifth delivery fails', () => {
  test.each([1, 2, 3])(
    'goes from sign-up to the end of the trial (seed %i)',
    async seed => {
      const world = await signedUp(seed);
      const told: string[] = [];
      const tell = async (what: string, at = world.clock.now()) =>
        told.push(`${formatInstant(at).slice(0, 16)} ${what} → ${await phase(world)}`);
      const ownership = await loadOwnership(world.table, 'azulejos');
      const owner = (ownership?.state === 'owned' && ownership.ownerId) || '-';
      expect(exampleSettings().agents[owner]?.languages).toContain('es');
      const first = await theCall(world);
      expect(first).toMatchObject({ contactId: 'lucia', language: 'es', agentId: owner, state: 'due' });
      expect(first.dueAt).toBeLessThanOrEqual(START + 4 * HOUR + 5 * MINUTE);
      await tell(`signed up, ${first.agentId} calls by ${formatInstant(first.dueAt).slice(11, 16)}`);
      await tell('no answer', await called(world, 'no-answer'));
      await tell('no answer again', await called(world, 'no-answer'));
      const from = Date.parse('2026-11-26T10:00:00Z');
      const book = { do: 'book', kind: 'session', from: formatInstant(from) } as const;
      const results = { welcome: 'appointment' };
      await tell('reached, appointment', await called(world, 'reached', { results, next: book }));
      expect(await phase(world)).toBe('session-booked');
      expect((await theCall(world)).booking).toMatchObject({ from });
      await world.run({ until: from });
      const given = { accountId: 'azulejos', agentId: owner };
      const read = await readOnboarding({ ...world, ids: { random: p => p } }, given);
      expect(read.ok && read.value.advice[PRODUCT]).toMatchObject({
        ...{ strategy: 'buy-box', missing: ['minimum-price', 'maximum-price'] },
      });
      const agreed = { accountId: 'azulejos', product: PRODUCT, strategy: 'buy-box', principal: owner };
      await byHand(world, ports => agreeStrategy(ports, agreed));
      await tell('session', await called(world, 'reached', { results: { session: 'done' } }));
      expect(await phase(world)).toBe('strategy-agreed');
      expect(await openCalls(world)).toEqual([]);
      await world.run({ until: TRIAL_ENDS - HOUR + MINUTE });
      await world.settle();
      expect(kindsOf(await theCall(world))).toEqual(['trial-end']);
      await tell('last day of the trial');
      await tell('reached', await called(world, 'reached', { results: { 'trial-end': 'kept' } }));
      expect(await phase(world)).toBe('finished');
      process.stdout.write(`seed ${seed}\n  ${told.join('\n  ')}\n`);
      expect(complaintsOf(world)).toEqual([]);
    },
    300_000,
  );
});

describe('a cancellation while every fifth delivery fails', () => {
  test.each([4, 5])(
    'stops the onboarding on day 5 and leaves the customer’s own call; withdrawn on day 6, it goes on (seed %i)',
    async seed => {
      const world = await signedUp(seed);
      const dueAt = START + 6 * DAY;
      const own = { itemId: 'itm_own', kind: 'callback', contactId: 'lucia', language: 'es' } as const;
      world.fact(callWanted.of({ ...own, readyAt: START + DAY, dueAt }), ABOUT);
      await world.settle();
      expect(kindsOf(await theCall(world)).sort()).toEqual(['callback', 'welcome']);
      await world.run({ until: START + 5 * DAY });
      const effectiveAt = formatInstant(START + 30 * DAY);
      world.fact(account.cancelled.of({ product: PRODUCT, effectiveAt }), ABOUT);
      await world.settle();
      expect(await phase(world)).toBe('stopped');
      expect(kindsOf(await theCall(world))).toEqual(['callback']);
      const tasks = [...world.table.rows()].filter(({ type }) => type === 'task');
      expect(tasks.map(({ kind }) => kind)).toContain('save-account');
      await world.run({ until: START + 6 * DAY });
      world.fact(account.cancellationWithdrawn.of({ product: PRODUCT }), ABOUT);
      await world.settle();
      expect(await phase(world)).toBe('welcome-due');
      const call = await theCall(world);
      expect(kindsOf(call).sort()).toEqual(['callback', 'welcome']);
      const welcome = call.agenda.findLast(({ kind }) => kind === 'welcome');
      expect(welcome?.readyAt).toBeGreaterThanOrEqual(START + 6 * DAY);
      await world.run({ until: world.clock.now() + 2 * HOUR });
      await world.settle();
      expect(complaintsOf(world)).toEqual([]);
    },
    300_000,
  );
});
