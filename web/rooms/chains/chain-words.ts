import type { ChainSettings } from '../../../shared/contracts/escalations-contract.ts';
import { MINUTE } from '../../../shared/kernel/instant.ts';
import type { DryRun, Logged } from '../../api/team-queries.ts';
import type { Format } from '../../app/format.ts';
import type { Messages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import type { Gate, Who } from './chain-draft.ts';

type Step = ChainSettings['steps'][number];

/** What words need beside the chain: the reader's language, and names for ids. */
export type Telling = {
  readonly m: Messages;
  readonly format: Format;
  readonly agent: (id: string) => string;
  readonly schedule: (id: string) => string;
  readonly calendar: (id: string) => string;
};

/** Whom a step means. */
export function whoWords(who: Who, { m: { chains: m, team }, agent, schedule }: Telling): string {
  if (typeof who === 'string') return wordFor(m.who, who);
  if ('agent' in who) return agent(who.agent);
  return 'role' in who ? m.whoRole(wordFor(team.roles, who.role)) : m.whoSchedule(schedule(who.schedule));
}

/** When a step counts: its days, hours, zone and holidays as far as they are said. */
export function gateWords(gate: Gate, { m, format, calendar }: Telling): string {
  const { gate: g } = m.chains;
  const { days, from, to, zone, holidays } = gate;
  const parts = [
    ...(days ? [format.list(days.map(day => m.weekDays[day]))] : []),
    ...(from && to ? [g.between(from, to)] : from ? [g.from(from)] : to ? [g.to(to)] : []),
    ...(zone ? [g.inZone(zone)] : []),
    ...(holidays ? [g[holidays](calendar(gate.calendar ?? '…'))] : []),
  ];
  return m.chains.only(parts.join(', '));
}

/** A length in minutes in its own words. */
export const minutesWords = (minutes: number, format: Format): string =>
  Number.isInteger(minutes) ? format.span(minutes * MINUTE) : format.exact(minutes * MINUTE);

/** What a step does, in one sentence. */
export function stepWords(step: Step, telling: Telling): string {
  const { m, format } = telling;
  switch (step.do) {
    case 'notify':
      return m.chains.tell(whoWords(step.who, telling));
    case 'wait': {
      const span = minutesWords(step.minutes, format);
      if (!('share' in step)) return m.chains.wait(span);
      return m.chains.waitShare(format.percent(step.share * 100), span);
    }
    case 'repeat':
      return m.chains.repeat(step.times);
  }
}

/** How a step that tells somebody is narrowed or widened; nothing of the other steps. */
export function stepNotes(step: Step, telling: Telling): readonly string[] {
  if (step.do !== 'notify') return [];
  return [
    ...(step.wake ? [telling.m.chains.wake] : []),
    ...(step.when ? [gateWords(step.when, telling)] : []),
  ];
}

/** A line of a dry run: who is told and as what, who reads of it later, and what else happens. */
export function dryWords(line: DryRun['lines'][number], telling: Telling): readonly string[] {
  const { m, format, agent } = telling;
  const { dry, toldAs } = m.chains;
  const told = line.told.map(one => {
    const as = [wordFor(toldAs, one.reason), ...(one.wake ? [dry.woken] : [])].join(', ');
    return dry.line(agent(one.agentId), as);
  });
  const held = line.held.map(one =>
    one.until === undefined
      ? dry.heldAlone(agent(one.agentId))
      : dry.held(agent(one.agentId), format.dated(one.until)),
  );
  const why = { 'nobody-on-duty': dry.nobody, ...dry };
  const silent = told.length === 0 && line.why !== 'told' ? [whyWords(line.why, why)] : [];
  return [...(told.length > 0 ? [format.list(told)] : []), ...silent, ...held];
}

const whyWords = (why: string, words: Readonly<Record<string, unknown>>): string => {
  const known = Object.hasOwn(words, why) ? words[why] : undefined;
  return typeof known === 'string' ? known : wordFor({}, why);
};

/** A line of what happened to an escalation. */
export function logWords(line: Logged, { m, format, agent }: Telling): string {
  const { log } = m.chains;
  const names = (ids: readonly string[]) => format.list(ids.map(agent));
  const known = Object.hasOwn(log, line.why) ? log[line.why as keyof typeof log] : undefined;
  const by = line.by === undefined ? m.common.unknown : agent(line.by);
  const told = line.told.length > 0 ? [log.told(names(line.told))] : [];
  const held = line.held.length > 0 ? [log.held(names(line.held))] : [];
  if (line.why === 'told') return [...told, ...held].join(' · ');
  const what = typeof known === 'function' ? known(by) : (known ?? wordFor({}, line.why));
  return [what, ...held].join(' · ');
}

const ofSteps = ['told', 'nobody-on-duty', 'gate-closed'];

/** Which step and round a line is about; what people do, and the end, are about none. */
export const stepOfLine = (
  { why, step, cycle }: { readonly why: string; readonly step: number; readonly cycle: number },
  { chains: m }: Messages,
): string => (ofSteps.includes(why) ? m.logLine(step + 1, cycle + 1) : '');
