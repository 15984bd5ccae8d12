import type { CaseCommand, Moment } from '../../shared/domain/devices/case-commands.ts';
import { type Change, newsOf } from '../../shared/domain/devices/case-news.ts';
import { decideCase } from '../../shared/domain/devices/decide-case.ts';
import type { DeviceCase } from '../../shared/domain/devices/device-case.ts';
import { openCase } from '../../shared/domain/devices/open-case.ts';
import { type Policy, snapshotOf } from '../../shared/domain/devices/policy.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { NOW } from './facts.ts';

/** A policy that promises a device within two hours around the clock, and tells the customer at nine tenths of them. */
export const twoHours: Policy = {
  ...{ id: 'two-hours', version: 3, name: 'Two hours', depots: ['mall'], reserve: 'at-report' },
  ...{ reserveHours: 24, breachChain: 'late', noStockChain: 'empty', tellCustomerAt: 90 },
  handover: {
    goal: { hours: 2 },
    calendar: 'all',
    warnAt: [75, 50],
    waitsForCustomer: true,
    waitCapHours: 3,
  },
  legs: {},
};
export const twoHoursNow = snapshotOf(twoHours, id => `${id}@1`);

/** A broken device under management, reported now. */
export const aDeviceCase = (given: Partial<Parameters<typeof openCase>[0]> = {}): DeviceCase =>
  openCase({
    ...{ caseId: 'case_1', factId: 'evt_0', accountId: 'acme', serial: 'OLD', model: 'tab-8' },
    ...{ segment: 'standard', damage: 'broken', managed: true, language: 'de', zone: 'Europe/Berlin' },
    ...{ reportedBy: 'cleo', correlation: 'evt_0', contactId: 'c-1', at: NOW, now: NOW },
    ...{ policy: twoHoursNow, matching: [] },
    ...given,
  });

export const momentAfter = (ms: number, factId = `evt_${ms}`): Moment => ({
  ...{ factId, at: NOW + ms, now: NOW + ms },
});

type Step = readonly [ms: number, command: CaseCommand];

/** A case after commands, each so long after the report. */
export const caseAfter = (held: DeviceCase, ...steps: readonly Step[]): DeviceCase =>
  steps.reduce((one, [ms, command]) => {
    const answer = decideCase(one, command, momentAfter(ms));
    if (!answer.ok) throw new Error(`${command.do}: ${answer.refusal}`);
    return answer.value;
  }, held);

export const DUE = NOW + 2 * HOUR;
export const unit = { serial: 'NEW', model: 'tab-8', depotId: 'mall' };
/** The customer knows until when. */
export const told = (held: DeviceCase): DeviceCase => ({ ...held, toldDueAt: DUE });
export const reported = told(aDeviceCase());
export const triaged = caseAfter(reported, [MINUTE, { do: 'triage', path: 'replace' }]);
export const handedOver = caseAfter(triaged, [HOUR, { do: 'hand-over', unit }]);

/** What follows from a change, by default from a case to itself; events as their names and data. */
export const news = (part: Partial<Change> & Pick<Change, 'after'>) => {
  const before = 'before' in part ? part.before : part.after;
  const { after, follows } = newsOf({ due: [], dueAt: DUE, now: NOW, version: 7, ...part, before });
  const named = follows.map(({ name, data }) => [name, data] as const);
  return { after, named, names: named.map(([name]) => name) };
};
export const dataOf = (found: ReturnType<typeof news>, name: string) =>
  found.named.filter(one => one[0] === name).map(([, data]) => data);
export const tellings = (found: ReturnType<typeof news>) =>
  dataOf(found, 'contact.telling-wanted').map(({ kind }) => kind);
export const changed = (state: string) => [
  'device.case-changed',
  { caseId: 'case_1', state, caseVersion: 7 },
];
export const telling = (kind: string, dueAt: object = { dueAt: DUE }) => [
  'contact.telling-wanted',
  { caseId: 'case_1', contactId: 'c-1', kind, language: 'de', caseVersion: 7, ...dueAt },
];
export const broken = { is: 'breached', target: 'handover', at: DUE, noticedAt: DUE } as const;
