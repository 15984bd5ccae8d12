import { takeInFact } from '../../functions/accounts/take-in-fact.ts';
import { answerFact } from '../../functions/onboarding/answer-fact.ts';
import { answerTick } from '../../functions/onboarding/answer-tick.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import type { Tick } from '../../shared/events/timers.ts';
import { parseInstant } from '../../shared/kernel/instant.ts';
import { followsOf, type TimerRow } from '../../shared/store/journal.ts';
import { loadJourney } from '../../shared/store/journey-store.ts';
import { aFact } from './facts.ts';
import { testPorts } from './ports.ts';
import { anAgent, exampleSettings, seedTeam } from './team.ts';

export const at = (text: string): number => parseInstant(text) ?? Number.NaN;

/** A company with the example's onboarding: facts come in at their time, what the accounts say of them goes on to the journeys. */
export async function onboardingRoom() {
  const ports = testPorts();
  const roster = [anAgent('carmen', { languages: ['es', 'en'] }), anAgent('anna', { languages: ['de'] })];
  await seedTeam(ports, roster, exampleSettings());

  const emitted = (names: readonly string[]): Fact[] =>
    [...ports.table.rows()]
      .flatMap(row => (row.type === 'journal' ? followsOf(row) : []))
      .filter(fact => names.includes(fact.name))
      .sort((a, b) => a.recordedAt - b.recordedAt);
  /** A moment reaches the account, and what was news to it the journeys. */
  const tell = async (name: string, when: string, data: Record<string, unknown> = {}, more: object = {}) => {
    ports.clock.set(at(when));
    const known = new Set(emitted(['account.changed']).map(({ id }) => id));
    const product = name === 'account.profile-updated' ? {} : { product: 'repricer' };
    const fact = aFact(name, { at: at(when), id: `${name} ${when}`, data: { ...product, ...data }, ...more });
    await takeInFact(ports, fact);
    for (const change of emitted(['account.changed']).filter(({ id }) => !known.has(id)))
      await answerFact(ports, change);
  };
  /** A call is over: what came of the items that were wished for, by kind. */
  const callEnded = async (
    when: string,
    ending: string,
    items: readonly { kind: string; itemId?: string; state?: string; result?: string; product?: string }[],
  ) => {
    ports.clock.set(at(when));
    const wished = (kind: string) => openWishes().find(wish => wish.kind === kind)?.itemId;
    return answerFact(
      ports,
      aFact('call.ended', {
        id: `ended ${when}`,
        at: at(when),
        data: {
          ...{ callId: `call-${when}`, ending, agentId: 'carmen' },
          items: items.map(item => ({
            ...{ itemId: wished(item.kind) ?? `own-${item.kind}-${when}`, product: 'repricer' },
            ...{ state: ending === 'reached' ? 'done' : 'open', ...item },
          })),
        },
      }),
    );
  };
  type Said = {
    readonly itemId: string;
    readonly kind: string;
    readonly readyAt: string;
    readonly dueAt: string;
  };
  /** What calls know: the last word on each wish that was not withdrawn. */
  const openWishes = (): Said[] => {
    const open = new Map<string, Said>();
    for (const { name, data } of emitted(['call.wanted', 'call.withdrawn'])) {
      const itemId = String(data['itemId']);
      const iso = (part: string) => new Date(Number(data[part])).toISOString();
      if (name === 'call.withdrawn') open.delete(itemId);
      else
        open.set(itemId, {
          ...{ itemId, kind: String(data['kind']) },
          ...{ readyAt: iso('readyAt'), dueAt: iso('dueAt') },
        });
    }
    return [...open.values()];
  };
  const timers = (): TimerRow[] =>
    [...ports.table.rows()].filter(
      row => row.type === 'timer' && row['kind'] === 'journey.due',
    ) as TimerRow[];
  /** The clock of the journeys rings for all that is due by then, in order. */
  const until = async (when: string) => {
    for (;;) {
      const [due] = timers()
        .filter(({ dueAt }) => dueAt <= at(when))
        .sort((a, b) => a.dueAt - b.dueAt);
      if (!due) break;
      ports.clock.set(due.dueAt);
      const { pk, sk, kind, epoch, dueAt } = due;
      await answerTick(ports, { pk, sk, kind, epoch, dueAt } as Tick);
    }
    ports.clock.set(at(when));
  };
  const journey = async (accountId = 'acme', product = 'repricer') =>
    loadJourney(ports.table, accountId, product);
  return { ports, tell, callEnded, until, journey, openWishes, emitted, timers };
}
export type OnboardingRoom = Awaited<ReturnType<typeof onboardingRoom>>;

/** Signed up in Madrid on Monday morning, with a trial of fourteen days. */
export async function signUp({ tell }: OnboardingRoom): Promise<void> {
  const where = { language: 'es', zone: 'Europe/Madrid', country: 'ES' };
  await tell('account.signed-up', '2026-11-23T08:00:00Z', where);
  await tell('account.trial-started', '2026-11-23T08:01:00Z', { endsAt: '2026-12-07T08:00:00Z' });
}
