import { cancelled, helpAsked, signedUp } from '../../../shared/events/account-events.ts';
import { DAY, formatInstant, HOUR, MINUTE } from '../../../shared/kernel/instant.ts';
import type { Tale } from '../tale.ts';
import { anna, bruno, carmen, denise, emil, fatima, idOf, inTime, last } from './people.ts';

const product = 'repricer';

/** Days of a team: somebody joins, somebody is away, work is claimed, given on and taken back, and somebody leaves. */
export async function teamDays(tale: Tale): Promise<void> {
  await someoneJoins(tale);
  await workIsGivenOn(tale);
  await shortAbsence(tale);
  await longAbsence(tale);
  await someoneLeaves(tale);
}

const office = { mon: [['09:00', '17:00']], tue: [['09:00', '17:00']], wed: [['09:00', '17:00']] };
const newcomer = {
  ...{ name: 'Gesa Groth', email: 'gesa@acorn.example', roles: ['agent'], languages: ['pl', 'en'] },
  ...{ zone: 'Europe/Warsaw', hours: office, products: [product], capacity: 40, weight: 1, active: true },
};

/** An account whose language nobody knows waits and is looked at again; one in Polish goes to whoever joined and speaks it. */
async function someoneJoins({ ask, refused, fact, pass }: Tale): Promise<void> {
  fact(signedUp.of({ product: 'warehouse', language: 'pl' }), 'baltyk');
  fact(signedUp.of({ product, language: 'und' }), 'somebody');
  await pass(40 * MINUTE);
  const params = { agentId: 'gesa' };
  await refused('put-agent', { by: anna, params, body: { ...newcomer, zone: 'Europe/Atlantis' } }, 422);
  await ask('put-agent', { by: anna, params, body: { ...newcomer, products: [product, 'warehouse'] } });
  fact(signedUp.of({ product, language: 'pl' }), 'morze');
  await pass(10 * MINUTE);
}

/** Tasks and accounts go from hand to hand: claimed, given on with a reason, finished. */
async function workIsGivenOn(tale: Tale): Promise<void> {
  const { ask, refused, fact, pass } = tale;
  fact(signedUp.of({ product: 'warehouse', language: 'it' }), 'lago');
  await pass(10 * MINUTE);
  const lago = { params: { accountId: 'lago' } };
  const owner = String(last(tale, 'ownership', { accountId: 'lago' })['ownerId'] ?? '-');
  const other = owner === 'bruno' ? 'carmen' : 'bruno';
  const reason = 'knows the lakes';
  const give = { ...lago, body: { to: other, reason } };
  await refused('transfer-account', { by: denise, ...give }, 403);
  await ask('transfer-account', { by: anna, ...give, body: { ...give.body, force: true } });
  await pass(5 * MINUTE);
  const taskId = idOf(last(tale, 'task', { accountId: 'lago', state: 'open' }));
  const back = { params: { taskId }, body: { to: owner === '-' ? 'carmen' : owner, reason: 'on the phone' } };
  await ask('transfer-task', { by: fatima, ...back });
  await refused('finish-task', { by: emil, params: { taskId }, body: {} }, 403);
  await ask('finish-task', { by: fatima, params: { taskId }, body: {} });
  await pass(5 * MINUTE);
}

/** While Carmen is away for a day, a cover has what is due; taken back, it is hers again. */
async function shortAbsence(tale: Tale): Promise<void> {
  const { ask, refused, fact, pass } = tale;
  fact(signedUp.of({ product, language: 'es' }), 'sierra');
  await pass(5 * MINUTE);
  const { agentId } = last(tale, 'task', { accountId: 'sierra', state: 'open' });
  const away = { by: anna, params: { agentId: String(agentId), absenceId: 'fever' } };
  const cover = agentId === 'fatima' ? 'carmen' : 'fatima';
  const day = { from: inTime(tale, 10 * MINUTE), to: inTime(tale, DAY) };
  await refused('put-absence', { ...away, body: { ...day, coverId: 'nobody' } }, 422);
  await ask('put-absence', { ...away, body: { ...day, coverId: cover } });
  await pass(20 * MINUTE);
  await ask('delete-absence', away);
  await pass(10 * MINUTE);
}

/** Denise is away for a month: her accounts go to others, and when she is back she settles in. */
async function longAbsence(tale: Tale): Promise<void> {
  const { ask, fact, pass, world } = tale;
  fact(signedUp.of({ product, language: 'fr' }), 'colline');
  await pass(5 * MINUTE);
  const { ownerId } = last(tale, 'ownership', { accountId: 'colline' });
  const away = { from: inTime(tale, MINUTE), to: formatInstant(world.clock.now() + 20 * DAY) };
  const params = { agentId: String(ownerId), absenceId: 'voyage' };
  await ask('put-absence', { by: fatima, params, body: away });
  await pass(20 * MINUTE);
  await ask('put-absence', { by: fatima, params, body: { ...away, to: inTime(tale, HOUR) } });
  await pass(2 * HOUR);
}

/** Gesa leaves: what she owned and what she was told goes on; a caller nobody knows waits and is claimed meanwhile. */
async function someoneLeaves(tale: Tale): Promise<void> {
  const { ask, refused, fact, pass } = tale;
  fact(cancelled.of({ product, effectiveAt: inTime(tale, 30 * DAY) }), 'morze');
  fact(helpAsked.of({ language: 'und' }), 'caller');
  await pass(MINUTE);
  const waits = { params: { accountId: 'caller' }, body: {} };
  await refused('claim-account', { by: bruno, ...waits, params: { accountId: 'no-such' } }, 404);
  await ask('claim-account', { by: carmen, ...waits });
  await refused('claim-account', { by: bruno, ...waits }, 409);
  const bye = { ...newcomer, products: [product, 'warehouse'], active: false };
  await ask('put-agent', { by: anna, params: { agentId: 'gesa' }, body: bye });
  await pass(HOUR);
  last(tale, 'notification', { kind: 'account-transferred', accountId: 'morze' });
}
