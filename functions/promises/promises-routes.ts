import * as contract from '../../shared/contracts/promises-contract.ts';
import { parseInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import { answer, type Call, type Reply } from '../../shared/runtime/http.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { explainPolicies } from './explain-policies.ts';
import { previewCalendar } from './preview-calendar.ts';
import { putCalendar } from './put-calendar.ts';
import { putPolicy } from './put-policy.ts';
import { readCalendars, readPolicies, readPolicy } from './read-promises.ts';
import { takeClosures } from './take-closures.ts';
import { calendarView, policyView } from './view.ts';

const who = ({ principal }: Call): string => (principal.kind === 'nobody' ? '-' : principal.id);
const part = (call: Call, name: string): string => call.params[name] ?? '';
const replied = async <T>(
  answered: Promise<Outcome<T, string>>,
  shown: (value: T) => unknown = value => value,
): Promise<Outcome<Reply, string>> => {
  const outcome = await answered;
  return outcome.ok ? accepted({ body: shown(outcome.value) }) : outcome;
};

/** Which use case answers which route of calendars and policies. */
export const promisesRoutes = (ports: Ports) => [...calendarRoutes(ports), ...policyRoutes(ports)];

const calendarRoutes = (ports: Ports) => [
  answer(contract.listCalendars, async () => accepted({ body: await readCalendars(ports) })),
  answer(contract.putCalendar, call => {
    const given = { calendarId: part(call, 'calendarId'), input: call.body, principal: who(call) };
    return replied(putCalendar(ports, given), calendar => calendarView(calendar, ports.clock.now()));
  }),
  answer(contract.postClosures, call => {
    const { 'content-type': contentType = '' } = call.headers;
    const given = {
      calendarId: part(call, 'calendarId'),
      contentType,
      text: call.text,
      principal: who(call),
    };
    return replied(takeClosures(ports, given), ({ taken, calendar }) => ({
      taken,
      calendar: calendarView(calendar, ports.clock.now()),
    }));
  }),
  answer(contract.previewCalendar, call => {
    const { from, minutes } = call.query;
    return replied(
      previewCalendar(ports, {
        calendarId: part(call, 'calendarId'),
        from: from === undefined ? undefined : parseInstant(from),
        minutes: minutes === undefined ? undefined : Number(minutes),
      }),
    );
  }),
];

const policyRoutes = (ports: Ports) => [
  answer(contract.listPolicies, async () => accepted({ body: { policies: await readPolicies(ports) } })),
  answer(contract.getPolicy, call => replied(readPolicy(ports, part(call, 'policyId')))),
  answer(contract.putPolicy, call => {
    const given = { policyId: part(call, 'policyId'), input: call.body, principal: who(call) };
    return replied(putPolicy(ports, given), policyView);
  }),
  answer(contract.explainPolicies, call => replied(explainPolicies(ports, call.body))),
];
