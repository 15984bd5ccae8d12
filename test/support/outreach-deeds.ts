import { expect } from '@jest/globals';
import type { CallAction } from '../../shared/contracts/calls-contract.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import type { OutreachRoom } from './outreach-room.ts';

type Ending = 'reached' | 'went-by' | 'no-answer' | 'declined' | 'wrong-number';

/** What happens to an account, in words that tests use. */
export function deedsIn(room: OutreachRoom) {
  let reports = 0;
  const now = () => room.ports.clock.now();
  const later = (by: number) => room.goTo(now() + by);
  /** So many reports at once, each worth 50 unless told. */
  const damaged = async (count: number, { accountId = 'acme', value = 50, at = now() } = {}) => {
    const ids = Array.from({ length: count }, () => `dmg-${reports++}`);
    await room.take(
      ids.map(reportId =>
        room.fact('damage.reported', accountId, { at, recordedAt: now(), data: { reportId, value } }),
      ),
    );
    await room.goTo(now());
    return ids;
  };
  /** Somebody calls about what is open and says how it went. */
  const called = async (how: Ending, accountId = 'acme') => {
    const [call] = room.openCalls(accountId);
    if (!call) throw new Error(`${accountId} has no call`);
    await room.goTo(Math.max(now(), Number(call['readyAt'])));
    const id = String(call['id']);
    expect(await room.act(id, { do: 'start' })).toMatchObject({ ok: true });
    const agenda = call['agenda'] as { id: string; state: string }[];
    const open = how === 'reached' ? agenda.filter(({ state }) => state === 'open') : [];
    const outcome = how === 'went-by' ? 'reached' : how;
    const end: CallAction = {
      do: 'end',
      outcome,
      results: open.map(({ id: itemId }) => ({ itemId, result: 'spoken' })),
    };
    expect(await room.act(id, end)).toMatchObject({ ok: true });
    await room.goTo(now());
  };
  /** Days of an account with a report every third day. */
  const history = async (days = 60, accountId = 'acme') => {
    for (let day = 0; day < days; day++) {
      if (day % 3 === 0) await damaged(1, { accountId });
      await later(DAY);
    }
  };
  /** A claim of 640 that closes so many days from now and waits for the customer, unless told. */
  const claims = async (claimId: string, closesIn: number, given: { value?: number; on?: string } = {}) => {
    const { value = 640, on = 'customer' } = given;
    const closesOn = new Date(now() + closesIn * DAY).toISOString().slice(0, 10);
    const about = { marketplace: 'none', type: 'none', basisOn: '2026-01-01', value };
    await room.take([
      room.fact('claim.opened', 'acme', { data: { claimId, ...about } }),
      room.fact('claim.deadline-set', 'acme', { data: { claimId, closesOn } }),
      room.fact('claim.waiting', 'acme', { data: { claimId, on } }),
    ]);
    await room.goTo(now());
  };
  return { now, later, damaged, called, history, claims };
}
