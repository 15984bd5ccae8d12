import type { CaseAction, DeviceView } from '../../../shared/contracts/devices-contract.ts';
import type { DamageKind } from '../../../shared/events/device-events.ts';
import { formatInstant, type Instant } from '../../../shared/kernel/instant.ts';
import { type Handler, page, Refusal } from './mock-api.ts';
import { isListed, lineOf, type Names, viewOf } from './mock-case-view.ts';
import { type CaseCommand, did, type MockCase, mockCase } from './mock-cases.ts';
import { at, START } from './mock-data.ts';
import type { MockState } from './mock-state.ts';

const nowOf = (state: MockState): Instant => Date.parse(at(state.minute));
const namesOf = (state: MockState): Names => ({
  account: n => state.accounts.find(one => one.id === `acc-${n}`)?.name ?? `acc-${n}`,
  agent: id => state.agents.find(one => one.id === id)?.name ?? id,
});

function caseAt(state: MockState, id: string | undefined): { index: number; one: MockCase } {
  const index = state.cases.findIndex(({ held }) => held.id === id);
  const one = state.cases[index];
  if (!one) throw new Refusal(404, 'no such case', { refusal: 'not-found' });
  return { index, one };
}

const dueOf = (one: MockCase, state: MockState): number =>
  Date.parse(lineOf(one, nowOf(state), namesOf(state)).dueAt ?? '') || Number.POSITIVE_INFINITY;

const deviceOf = (serial: string, caseId: string | undefined): DeviceView => ({
  serial,
  model: 'tab-8',
  accountId: 'acc-0',
  accountName: 'Nordlicht Handel',
  managed: !serial.startsWith('SN-FREE'),
  contactId: 'c-1',
  place: 'with-customer',
  ...(caseId ? { caseId } : {}),
  version: 1,
});

function deviceFor(state: MockState, serial: string | undefined): DeviceView {
  if (!serial?.startsWith('SN-')) throw new Refusal(404, 'no such device', { refusal: 'not-found' });
  return deviceOf(serial, state.cases.find(one => one.held.serial === serial && isListed(one))?.held.id);
}

/** The command of an action, with the unit that a depot would give. */
function commandOf(action: CaseAction, by: string): CaseCommand {
  if (action.do === 'hand-over') {
    if (action.serial?.startsWith('SN-9') === false)
      throw new Refusal(422, 'unknown unit', { refusal: 'unknown-unit', field: 'body.serial' });
    return action.serial
      ? { do: 'hand-over', unit: { serial: action.serial, model: 'tab-8', depotId: 'mall' } }
      : { do: 'hand-over' };
  }
  if (action.do === 'excuse') return { ...action, by };
  const { at: _when, ...command } = action as CaseAction & { at?: string };
  return command as CaseCommand;
}

function act(state: MockState, { id, action, by }: { id: string; action: CaseAction; by: string }): MockCase {
  const { index, one } = caseAt(state, id);
  const now = nowOf(state);
  const when = 'at' in action && action.at ? Date.parse(action.at) : now;
  try {
    const next = did(one, commandOf(action, by), { at: when, now, by });
    state.cases[index] = next;
    state.send({ type: 'device-case', id });
    return next;
  } catch (error) {
    const refused = (error as { refused?: { refusal: string; detail?: { problem?: string } } }).refused;
    if (!refused) throw error;
    throw new Refusal(409, refused.refusal, {
      refusal: refused.refusal,
      detail: refused.detail?.problem ?? '',
    });
  }
}

/** What the API answers about device cases, by the ids of its routes. */
export const deviceHandlers: Readonly<Record<string, Handler>> = {
  'list-cases': ({ query }, state) => {
    const { month } = query;
    const chosen = state.cases.filter(one =>
      month ? formatInstant(one.held.openedAt).startsWith(month) : isListed(one),
    );
    const sorted = chosen.toSorted((one, other) => dueOf(one, state) - dueOf(other, state));
    const { items, ...rest } = page(sorted, query);
    const names = namesOf(state);
    return { cases: items.map(one => lineOf(one, nowOf(state), names)), now: at(state.minute), ...rest };
  },
  'get-case': ({ params }, state) =>
    viewOf(caseAt(state, params['caseId']).one, nowOf(state), namesOf(state)),
  'act-on-case': ({ params, body, agentId }, state) =>
    viewOf(
      act(state, { id: params['caseId'] ?? '', action: body as CaseAction, by: agentId }),
      nowOf(state),
      namesOf(state),
    ),
  'report-device': ({ body }, state) => {
    const { serial, damage } = body as { serial: string; damage: DamageKind };
    const device = deviceFor(state, serial);
    const known = state.cases.find(({ held }) => held.id === device.caseId);
    if (known) return { case: viewOf(known, nowOf(state), namesOf(state)), known: true };
    const ago = (START - nowOf(state)) / 60_000;
    const made = mockCase({
      id: `case_of_${serial}`,
      ago,
      damage,
      managed: device.managed,
      more: { serial },
    });
    state.cases.push(made);
    state.send({ type: 'device-case', id: made.held.id });
    return { case: viewOf(made, nowOf(state), namesOf(state)), known: false };
  },
  'link-case': ({ params }, state) => {
    caseAt(state, params['caseId']);
    const token = 'Zm9yIHRoZSB1c2VyIG9mIHRoZSBkZXZpY2U';
    return { url: `https://care.example/d/#${token}`, expiresAt: at(60 * 24 * 30) };
  },
  'get-device': ({ params }, state) => deviceFor(state, params['serial']),
};
