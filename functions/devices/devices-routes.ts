import * as contract from '../../shared/contracts/devices-contract.ts';
import {
  rematchCases as rematchRoute,
  reviewPolicies as reviewRoute,
} from '../../shared/contracts/promises-contract.ts';
import { parseInstant } from '../../shared/kernel/instant.ts';
import { accepted } from '../../shared/kernel/outcome.ts';
import { answer, type Call } from '../../shared/runtime/http.ts';
import { pageAsked } from '../../shared/runtime/page.ts';
import { requestId } from '../../shared/store/done-before.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { actOnCase } from './act-on-case.ts';
import { listCases } from './list-cases.ts';
import { caseViewOf, readCase } from './read-case.ts';
import { rematchCases } from './rematch-cases.ts';
import { reportDevice } from './report-device.ts';
import { reviewPolicies } from './review-policies.ts';

const principal = ({ principal: who }: Call): string => (who.kind === 'nobody' ? '-' : who.id);
const roles = ({ principal: who }: Call): readonly string[] => (who.kind === 'staff' ? who.roles : []);
const part = (call: Call, name: string): string => call.params[name] ?? '';

/** Which use case answers which route of device cases. */
export const devicesRoutes = (ports: Ports) => [
  answer(contract.listCases, async call =>
    accepted({ body: await listCases(ports, { ...pageAsked(call.query), month: call.query.month }) }),
  ),
  answer(contract.reportDevice, async call => {
    const { serial, damage, contactId, language, site, at } = call.body;
    const happenedAt = at === undefined ? undefined : parseInstant(at);
    const key = call.headers['idempotency-key'];
    const request = { principal: principal(call), route: contract.reportDevice.id, subject: serial, key };
    const reported = await reportDevice(ports, {
      ...{ serial, damage, principal: principal(call), factId: requestId(ports.ids, request) },
      ...(contactId === undefined ? {} : { contactId }),
      ...(language === undefined ? {} : { language }),
      ...(site === undefined ? {} : { site }),
      ...(happenedAt === undefined ? {} : { at: happenedAt }),
    });
    if (!reported.ok) return reported;
    const view = await readCase(ports, reported.value.caseId);
    return view.ok ? accepted({ body: { case: view.value, known: reported.value.known } }) : view;
  }),
  answer(contract.getCase, async call => {
    const view = await readCase(ports, part(call, 'caseId'));
    return view.ok ? accepted({ body: view.value }) : view;
  }),
  answer(contract.actOnCase, async call => {
    const caseId = part(call, 'caseId');
    const moved = await actOnCase(ports, {
      ...{ caseId, action: call.body, principal: principal(call), roles: roles(call) },
      key: call.headers['idempotency-key'],
    });
    if (!moved.ok) return moved;
    return accepted({ body: await caseViewOf(ports.table, moved.value, ports.clock.now()) });
  }),
  answer(reviewRoute, async call => {
    const review = await reviewPolicies(ports, call.query);
    return review.ok ? accepted({ body: review.value }) : review;
  }),
  answer(rematchRoute, async call =>
    accepted({ body: await rematchCases(ports, { ...call.body, principal: principal(call) }) }),
  ),
];
