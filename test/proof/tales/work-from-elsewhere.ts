import { signedUp } from '../../../shared/events/account-events.ts';
import * as device from '../../../shared/events/device-events.ts';
import * as outreach from '../../../shared/events/outreach-events.ts';
import { HOUR, MINUTE } from '../../../shared/kernel/instant.ts';
import type { Tale } from '../tale.ts';
import { all, bruno, idOf } from './people.ts';

/** What other capabilities say that the team has to do, for an account with an owner and for one without. */
export async function workFromElsewhere(tale: Tale): Promise<void> {
  const { ask, refused, fact, pass, world } = tale;
  fact(signedUp.of({ product: 'lost-and-found', language: 'de' }), 'acme');
  await pass(MINUTE);
  for (const accountId of ['acme', 'stray']) {
    const dueAt = world.clock.now() + HOUR;
    const caseId = `case_${accountId}`;
    const about = { outreachId: `out_${accountId}`, cause: 'burst', language: 'de' } as const;
    const warned = { caseId, target: 'handover', threshold: 'at-75', at: dueAt - MINUTE, dueAt };
    const depotId = accountId === 'acme' ? 'mall' : 'central';
    const work = { workId: `wrk_${accountId}`, claims: 2, language: 'de' };
    const said = [
      device.caseOpened.of({ caseId, damage: 'broken', language: 'de', dueAt }),
      device.slaWarned.of({ ...warned, language: 'de', overtaken: false }),
      device.caseSettled.of({ caseId, state: 'handed-over' }),
      device.caseReopened.of({ caseId, language: 'de', damage: 'broken', dueAt }),
      device.replenishmentWanted.of({ depotId, model: 'tab-8', kind: 'below-minimum', ready: 0, wanted: 2 }),
      outreach.outreachOpened.of({ ...about, product: 'lost-and-found', dueAt }),
      outreach.outreachNoted.of({ ...about, outreachId: `out_${accountId}_2` }),
      outreach.budgetExceeded.of({ accounts: 200, limit: 10, called: 10, needed: 14 }),
      outreach.claimWorkWanted.of({ ...work, dueAt }),
      outreach.claimWorkWanted.of({ ...work, claims: 3, dueAt: dueAt + HOUR }),
      outreach.claimWorkEnded.of({ workId: work.workId }),
    ];
    for (const one of said) {
      fact(one, accountId);
      await pass(20_000);
    }
  }
  const waiting = all(tale, 'task', { state: 'open', kind: 'replenish-stock' });
  const free = waiting.filter(task => task['agentId'] === undefined).map(idOf);
  for (const taskId of free.slice(0, 1)) {
    await ask('claim-task', { by: bruno, params: { taskId }, body: {} });
    await refused('claim-task', { by: { staff: 'carmen' }, params: { taskId }, body: {} }, 409);
  }
  await pass(HOUR);
}
