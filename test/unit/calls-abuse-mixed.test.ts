import { expect, test } from '@jest/globals';
import { askCallback } from '../../functions/calls/ask-callback.ts';
import { callSlots } from '../../functions/calls/call-slots.ts';
import { cancelCallback } from '../../functions/calls/cancel-callback.ts';
import { fitBoard } from '../../functions/calls/fit-board.ts';
import { holdSlot } from '../../functions/calls/hold-slot.ts';
import { listSlots } from '../../functions/calls/list-slots.ts';
import { requestCallback } from '../../functions/calls/request-callback.ts';
import { formatInstant, MINUTE } from '../../shared/kernel/instant.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { bookingRoom, callsIn, granted, officeHours, said, seedLink, tuesday } from '../support/bookings.ts';
import { anAgent } from '../support/team.ts';

const SOURCES = 1_000;
const REQUESTS = 10_000;
const VICTIM = { email: 'victim@mail.example', phone: '+4915112345678' };
const PREMIUM = '+499001234567';
const addressOf = (n: number) => `${1 + (n % 200)}.${n >> 8}.${n % 256}.${n % 250}`;
/** Every quarter of an hour of the day that is attacked, in a turn that spreads them. */
const timeFor = (n: number) => formatInstant(tuesday('09:15') + ((n * 45) % 480) * MINUTE);

test('10,000 requests against one victim, from 1,000 sources in every way there is, bring one message, two open calls and no dear number, and leave nine tenths of the slots', async () => {
  const team = ['anna', 'ben', 'cleo'].map(id => anAgent(id, { hours: officeHours }));
  const { ports, link } = await bookingRoom(team);
  const sources = await inParallel([...Array(SOURCES).keys()], 50, n =>
    seedLink(ports, `lnk_a${n}`, { proved: false, accountId: `v${n}` }),
  );
  const linkOf = (accountId: string) => sources[Number(accountId.slice(1))] ?? link;
  await fitBoard(ports);
  const day = { from: said('00:00'), days: '1', limit: '500' };
  /** Times that customers are shown, and the times of each agent by themselves: another may be free then. */
  const free = async () => {
    const shown = granted(await listSlots(ports, { principal: link, query: day }));
    const each = await inParallel(team, 3, async ({ id }) => {
      const query = { ...{ accountId: 'acme', agentId: id, from: day.from }, minutes: String(shown.minutes) };
      return granted(await callSlots(ports, query)).slots.filter(({ from }) => from < said('23:59'));
    });
    return { shown: shown.slots.length, each: each.flat().length };
  };
  const before = await free();

  const write = (n: number, phone: string) =>
    requestCallback(ports, {
      ...{ email: VICTIM.email, phone, language: 'de' },
      headers: { 'x-forwarded-for': `${addressOf(n % SOURCES)}, 10.0.0.1` },
    });
  const ask = (n: number, given: { want: 'now' | 'slot'; phone: string; from?: string }) =>
    askCallback(ports, { principal: sources[n % SOURCES] ?? link, input: { language: 'de', ...given } });
  const hold = (n: number) =>
    holdSlot(ports, { principal: sources[n % SOURCES] ?? link, input: { from: timeFor(n) } });
  const ways = [
    (n: number) => write(n, VICTIM.phone),
    (n: number) => ask(n, { want: 'now', phone: VICTIM.phone }),
    (n: number) => hold(n),
    (n: number) => ask(n, { want: 'slot', phone: VICTIM.phone, from: timeFor(n) }),
    (n: number) => (n % 2 ? write(n, PREMIUM) : ask(n, { want: 'now', phone: PREMIUM })),
  ] as const;
  // Each source goes through all the ways, twice; at any moment sources are at different ones.
  const wayOf = (n: number) => (n + Math.floor(n / SOURCES)) % ways.length;
  const answers = await inParallel([...Array(REQUESTS).keys()], 50, async n => {
    const answer = await (ways[wayOf(n)] ?? hold)(n);
    return { way: wayOf(n), refusal: answer.ok ? undefined : answer.refusal };
  });
  await fitBoard(ports);

  const messages = [...ports.table.rows()].filter(
    row => row['type'] === 'journal' && JSON.stringify(row['follows'] ?? []).includes('link.wanted'),
  );
  const open = callsIn(ports.table.rows()).filter(({ state }) => state !== 'ended');
  const doneBy = (at: number) => answers.filter(({ way, refusal }) => way === at && refusal === undefined);
  const [kept, dear] = [doneBy(2), doneBy(4)];
  const after = await free();
  // What is agreed is no hoarding: without the open calls only what is kept is missing.
  for (const { id, accountId } of open)
    granted(await cancelCallback(ports, { principal: linkOf(accountId), callbackId: id }));
  await fitBoard(ports);
  const withHolds = await free();
  console.log(
    `abuse: ${answers.length} requests of ${ways.length} kinds from ${SOURCES} sources: ${messages.length} message, ${open.length} open calls, ${dear.length} dear numbers, ${kept.length} times kept, ${after.shown} of ${before.shown} times left, ${after.each} of ${before.each} by agent, ${withHolds.each} but for the open calls`,
  );
  expect([messages.length, dear.length]).toEqual([1, 0]);
  expect(open.filter(({ phone }) => phone === VICTIM.phone).length).toBe(open.length);
  expect(open.length).toBeLessThanOrEqual(2);
  expect(kept.length).toBeGreaterThan(0);
  expect(answers.map(({ refusal }) => refusal)).toContain('too-many-unproved');
  expect(before.each).toBe(team.length * before.shown);
  expect(after.shown / before.shown).toBeGreaterThanOrEqual(0.9);
  expect(withHolds.each / before.each).toBeGreaterThanOrEqual(0.9);
});
