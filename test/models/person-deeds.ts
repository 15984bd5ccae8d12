import fc from 'fast-check';
import { mergeAccounts } from '../../functions/accounts/merge-accounts.ts';
import { putContact } from '../../functions/accounts/put-contact.ts';
import { actOnCall } from '../../functions/calls/act-on-call.ts';
import { askCallback } from '../../functions/calls/ask-callback.ts';
import { giveFeedback } from '../../functions/calls/give-feedback.ts';
import { planCall } from '../../functions/calls/plan-call.ts';
import { erasePerson } from '../../functions/persons/erase-person.ts';
import { giveOutPerson } from '../../functions/persons/give-out-person.ts';
import type { CallAction } from '../../shared/contracts/calls-contract.ts';
import type { Call } from '../../shared/domain/calls/call.ts';
import { formatInstant, HOUR } from '../../shared/kernel/instant.ts';
import { feedbackKey } from '../../shared/store/keys.ts';
import { linkDigest, putCustomerLink } from '../../shared/store/link-store.ts';
import type { Row } from '../../shared/store/table.ts';
import { aFact } from '../support/facts.ts';
import { byLink, callsOf, contactOf, ears, type PersonWorld, people, type Somebody } from './person-world.ts';
import type { Hands } from './support/model.ts';
import { arrive, type Coming } from './support/table-world.ts';

type Said = {
  readonly is: 'say' | 'sign-up' | 'wish' | 'plan' | 'ask' | 'object';
  readonly who: number;
  readonly n: number;
};
export type Deed =
  | Said
  | { readonly is: 'talk'; readonly n: number; readonly ends: 'reached' | 'no-answer' | 'not-yet' }
  | { readonly is: 'feedback'; readonly n: number }
  | { readonly is: 'export'; readonly who: number }
  | { readonly is: 'erase'; readonly who: number }
  | { readonly is: 'merge' }
  | Coming;

const upTo = (max: number) => fc.nat({ max });
const is = <T extends string>(...all: T[]) => fc.constantFrom(...all);
export const deeds: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      is: is('say', 'sign-up', 'wish', 'plan', 'ask', 'ask', 'object'),
      who: upTo(3),
      n: upTo(9),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      is: is('talk'),
      n: upTo(3),
      ends: is('reached', 'reached', 'no-answer', 'not-yet'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ is: is('feedback'), n: upTo(5) }) },
  { weight: 3, arbitrary: fc.record({ is: is('export', 'erase', 'erase'), who: upTo(3) }) },
  { weight: 1, arbitrary: fc.record({ is: is('merge') }) },
  { weight: 7, arbitrary: fc.record({ is: is('fact'), n: upTo(5), again: fc.boolean() }) },
  { weight: 5, arbitrary: fc.record({ is: is('tick'), n: upTo(9), old: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ is: is('outage'), seconds: upTo(20_000) }) },
);

const anna = { id: 'anna', roles: ['agent', 'lead'] };

export async function perform(world: PersonWorld, deed: Deed, hands: Hands): Promise<void> {
  const ports = { ...world.ports, table: hands.table };
  if (deed.is === 'fact' || deed.is === 'tick' || deed.is === 'outage')
    return arrive(world, deed, { ...ears, hands });
  if (deed.is === 'talk') return talk(world, deed, { ports, key: hands.key });
  if (deed.is === 'feedback') return feedback(world, deed.n, { ports, key: hands.key });
  if (deed.is === 'merge') {
    const merging = { accountId: 'globex', into: 'acme', why: 'the same', principal: 'anna' };
    return void (await mergeAccounts(ports, { ...merging, roles: ['lead'] }));
  }
  const who = people[deed.who] as Somebody;
  const asked = {
    accountId: who.accountId,
    contactId: who.contactId,
    reason: 'by letter',
    principal: 'anna',
  };
  if (deed.is === 'erase') return void (await erasePerson(ports, asked));
  if (deed.is === 'export') return giveOut(world, who, () => giveOutPerson(ports, asked));
  const { is: what, n } = deed;
  return say(world, { is: what, n, who }, { ports, key: hands.key });
}

type Doing = { readonly ports: PersonWorld['ports']; readonly key: string };
type Saying = Omit<Said, 'who'> & { readonly who: Somebody };

/** Something is said of somebody or by them, by way of a fact, a page or an agent. */
async function say(world: PersonWorld, { is: what, who, n }: Saying, { ports, key }: Doing): Promise<void> {
  const now = world.said.get(key) ?? world.clock.now();
  world.said.set(key, now);
  const { accountId, contactId, mark } = who;
  const fact = (name: string, data: Record<string, unknown>) =>
    ears.hear(ports, aFact(name, { id: key, accountId, at: now - n * HOUR, recordedAt: now, data }));
  switch (what) {
    case 'say':
      return void (await putContact(ports, { accountId, contactId, contact: contactOf(who, n) }));
    case 'sign-up':
      return fact('account.signed-up', { contactId });
    case 'object':
      return fact('permission.recorded', { contactId, purpose: 'marketing', word: 'objects', how: 'mail' });
    case 'wish': {
      const times = { readyAt: now, dueAt: now + 4 * HOUR };
      return fact('call.wanted', {
        itemId: `itm-${mark}-${n}`.slice(0, 8),
        kind: 'welcome',
        contactId,
        ...times,
      });
    }
    case 'plan': {
      const dueAt = formatInstant(now + (n + 1) * HOUR);
      const input = { accountId, contactId, kind: 'follow-up', about: `planned ${mark}`, dueAt } as const;
      return void (await planCall(ports, { input, agentId: 'anna', key }));
    }
    default: {
      const input = {
        want: 'now',
        about: `asked ${mark}`,
        ...(n % 2 === 0 ? { phone: who.phone } : {}),
      } as const;
      return void (await askCallback(ports, { principal: byLink(who), input, key }));
    }
  }
}

const marked = ({ accountId, contactId }: Call): string =>
  people.find(one => one.accountId === accountId && one.contactId === contactId)?.mark ?? 'somebody';

/** Somebody rings: notes are taken in words of the one who is called, and the conversation ends, or not yet. */
async function talk(world: PersonWorld, { n, ends }: Extract<Deed, { is: 'talk' }>, { ports, key }: Doing) {
  const open = callsOf(world).filter(({ state }) => state !== 'ended');
  const one = open[n % Math.max(1, open.length)];
  if (!one) return;
  const mark = marked(one);
  const act = (action: CallAction, step: string) =>
    actOnCall(ports, { callId: one.id, action, who: anna, key: `${key}-${step}` });
  await act({ do: 'start' }, 'start');
  const itemId = one.agenda[0]?.id ?? '-';
  await act({ do: 'step', itemId, stepId: 'greet', state: 'skipped', why: `why ${mark}` }, 'step');
  const difficulties = [{ topic: 'billing', text: `hard for ${mark}` }];
  await act({ do: 'note', notes: `notes of ${mark}`, difficulties }, 'note');
  if (ends === 'not-yet') return;
  const results = one.agenda.map(item => ({ itemId: item.id, result: 'spoken' as const }));
  await act({ do: 'end', outcome: ends, ...(ends === 'reached' ? { results } : {}) }, 'end');
}

/** What was said of a call that is over, as its link takes it in. */
async function feedback(world: PersonWorld, n: number, { ports }: Doing): Promise<void> {
  const over = callsOf(world).filter(call => call.ending === 'reached');
  const call = over[n % Math.max(1, over.length)];
  if (!call || (await ports.table.get(feedbackKey(call.id)))) return;
  await sayHowItWas(ports, call, marked(call));
}

async function sayHowItWas(ports: PersonWorld['ports'], call: Call, mark: string): Promise<void> {
  const token = `lnk_feedbackfeedback${call.id}`.slice(0, 100);
  const { accountId, contactId } = call;
  const now = ports.clock.now();
  const link = { purpose: 'feedback', accountId, contactId, callId: call.id, proved: true } as const;
  const times = { createdBy: 'firstcall', createdAt: now, until: now + HOUR };
  await ports.table.commit({
    commitId: ports.ids.random('cmt'),
    writes: [putCustomerLink(token, { ...link, ...times })],
  });
  const principal = { kind: 'link', id: linkDigest(token), purpose: 'feedback' } as const;
  await giveFeedback(ports, principal, { rating: 4, text: `friendly, says ${mark}` });
}

const SETTLED = 10_000;

/** Whatever stood there of them before, and a while ago, is in what is given out. */
async function giveOut(world: PersonWorld, { mark }: Somebody, ask: () => ReturnType<typeof giveOutPerson>) {
  const since = world.clock.now() - SETTLED;
  const told = (row: Row) =>
    /call|feedback|contact/.test(String(row['type'])) && Number(row['endedAt'] ?? row['at'] ?? 0) < since;
  const texts = (rows: readonly Row[]) =>
    new Set(
      rows.filter(told).flatMap(row => JSON.stringify(row).match(new RegExp(`[\\w, ]*${mark}`, 'g')) ?? []),
    );
  const before = texts([...world.table.rows()]);
  const given = await ask();
  const after = texts([...world.table.rows()]);
  if (!given.ok || world.erased.has(mark)) return;
  const said = JSON.stringify(given.value);
  const missing = [...before].filter(text => after.has(text) && !said.includes(text));
  if (missing.length > 0) world.wrong.push(`7: all of it is given out – without ${missing.join('; ')}`);
}
