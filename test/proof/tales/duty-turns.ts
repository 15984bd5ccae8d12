import { DAY, HOUR, MINUTE } from '../../../shared/kernel/instant.ts';
import { weekly } from '../../support/duty.ts';
import type { Tale } from '../tale.ts';
import { anna, bruno, emil, inTime, last } from './people.ts';

/** Anna and Emil take turns at night, change them, and have their calendars elsewhere. */
export async function dutyTurns(tale: Tale): Promise<void> {
  await turns(tale);
  await calendars(tale);
}

async function turns(tale: Tale): Promise<void> {
  const { ask, refused, pass } = tale;
  const nights = { params: { scheduleId: 'nights' } };
  await refused('put-duty-schedule', { by: anna, ...nights, body: { ...weekly, version: 7 } }, 409);
  await ask('put-duty-schedule', { by: anna, ...nights, body: weekly });
  await ask('put-duty-schedule', { by: anna, ...nights, body: { ...weekly, name: 'Nights', version: 1 } });
  const theatre = { params: { scheduleId: 'nights', overrideId: 'theatre' } };
  const evening = { from: inTime(tale, 8 * HOUR), to: inTime(tale, 12 * HOUR) };
  const override = { ...evening, agentId: 'anna', reason: 'the theatre' };
  await refused('put-duty-override', { by: bruno, ...theatre, body: override }, 403);
  await ask('put-duty-override', { by: anna, ...theatre, body: override });
  await ask('delete-duty-override', { by: anna, ...theatre });
  const now = { from: inTime(tale, DAY), to: inTime(tale, 2 * DAY) };
  const next = { from: inTime(tale, 8 * DAY), to: inTime(tale, 9 * DAY) };
  const body = { give: { ...now, agentId: 'emil' }, take: { ...next, agentId: 'anna' }, reason: 'a wedding' };
  await refused('swap-shifts', { by: bruno, ...nights, body }, 403);
  await ask('swap-shifts', { by: emil, ...nights, body });
  await pass(MINUTE);
  await ask('delete-duty-schedule', { by: anna, ...nights });
}

async function calendars(tale: Tale): Promise<void> {
  const { ask, refused, pass } = tale;
  await ask('make-calendar-feed', { by: emil, body: {} });
  await ask('make-calendar-feed', { by: emil, body: {} });
  await ask('revoke-calendar-feed', { by: emil });
  const url = 'https://calendar.google.com/calendar/ical/emil/basic.ics';
  await refused('put-outside-calendar', { by: emil, body: { url: 'https://elsewhere.example/e.ics' } }, 422);
  await ask('put-outside-calendar', { by: emil, body: { url } });
  await pass(HOUR);
  last(tale, 'outside-calendar', { agentId: 'emil' });
  await ask('delete-outside-calendar', { by: emil });
  await pass(MINUTE);
}
