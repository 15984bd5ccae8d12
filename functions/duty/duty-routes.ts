import * as contract from '../../shared/contracts/duty-contract.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import { answer, type Call, type Reply } from '../../shared/runtime/http.ts';
import { loadSchedules } from '../../shared/store/duty-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { scheduleView } from './change-schedule.ts';
import { deleteSchedule } from './delete-schedule.ts';
import { type FeedPorts, makeFeed, revokeFeed } from './make-feed.ts';
import { readOwnCalendar } from './own-calendar.ts';
import { forgetOutsideCalendar, putOutsideCalendar } from './put-outside-calendar.ts';
import { deleteOverride, putOverride, swapShifts } from './put-override.ts';
import { putSchedule } from './put-schedule.ts';
import { readDuty } from './read-duty.ts';

const who = ({ principal }: Call) =>
  principal.kind === 'staff' ? principal : { id: '-', roles: [] as readonly string[] };
const part = (call: Call, name: string): string => call.params[name] ?? '';
const replied = async <T>(
  answered: Promise<Outcome<T, string>>,
  shown: (value: T) => unknown = value => value,
): Promise<Outcome<Reply, string>> => {
  const outcome = await answered;
  return outcome.ok ? accepted({ body: shown(outcome.value) }) : outcome;
};

/** Which use case answers which route of duty. */
export const dutyRoutes = (ports: FeedPorts) => [...scheduleRoutes(ports), ...ownRoutes(ports)];

const scheduleRoutes = (ports: Ports) => [
  answer(contract.listSchedules, async () => {
    const schedules = await loadSchedules(ports.table);
    return accepted({ body: { schedules: schedules.map(scheduleView) } });
  }),
  answer(contract.putSchedule, call => {
    const { version: read, ...input } = call.body;
    const given = { scheduleId: part(call, 'scheduleId'), input, read, principal: who(call).id };
    return replied(putSchedule(ports, given), scheduleView);
  }),
  answer(contract.deleteSchedule, call =>
    replied(deleteSchedule(ports, { scheduleId: part(call, 'scheduleId'), principal: who(call).id })),
  ),
  answer(contract.putOverride, call => {
    const place = { scheduleId: part(call, 'scheduleId'), overrideId: part(call, 'overrideId') };
    return replied(putOverride(ports, { ...place, input: call.body, who: who(call) }), scheduleView);
  }),
  answer(contract.deleteOverride, call => {
    const place = { scheduleId: part(call, 'scheduleId'), overrideId: part(call, 'overrideId') };
    return replied(deleteOverride(ports, { ...place, who: who(call) }), scheduleView);
  }),
  answer(contract.swapShifts, call => {
    const given = { scheduleId: part(call, 'scheduleId'), input: call.body, who: who(call) };
    return replied(swapShifts(ports, given), scheduleView);
  }),
  answer(contract.getDuty, call => replied(readDuty(ports, call.query))),
];

const ownRoutes = (ports: FeedPorts) => [
  answer(contract.getOwnCalendar, call => replied(readOwnCalendar(ports, who(call).id))),
  answer(contract.postCalendarFeed, call => replied(makeFeed(ports, who(call).id))),
  answer(contract.deleteCalendarFeed, call => replied(revokeFeed(ports, who(call).id))),
  answer(contract.putOutsideCalendar, call =>
    replied(putOutsideCalendar(ports, { agentId: who(call).id, url: call.body.url })),
  ),
  answer(contract.deleteOutsideCalendar, call => replied(forgetOutsideCalendar(ports, who(call).id))),
];
