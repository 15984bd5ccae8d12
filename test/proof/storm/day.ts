import { HOUR, type Instant, MINUTE, SECOND } from '../../../shared/kernel/instant.ts';
import type { Confirmed } from '../../simulation/booking-oracle.ts';
import type { World } from '../../simulation/world.ts';
import type { By } from '../api.ts';
import { type Ask, asking } from './asking.ts';
import { openWork } from './open-work.ts';

/** A day on which people do things, and what they have to do them with. */
export type Day = {
  readonly world: World;
  readonly ask: Ask;
  readonly open: ReturnType<typeof openWork>;
  /** The link in the newest mail to an address, of those that bring an appointment or of the others. */
  readonly mailed: (to: string, isAppointment?: boolean) => By;
  /** Some time of the day: mostly while the company's systems talk, else in the hours after. */
  readonly sometime: () => Promise<void>;
  readonly pause: (from: number, to: number) => Promise<void>;
  readonly until: (at: Instant) => Promise<void>;
  /** So many of something that there is one of for so many facts, at least one. */
  readonly oneFor: (facts: number) => number;
  /** What customers were answered: these calls stand at these times. */
  readonly confirmed: Confirmed[];
  readonly tally: ReadonlyMap<string, number>;
  readonly wrong: string[];
};

const AFTERWARDS = 5 * HOUR;
export const lead = { staff: 'anna', roles: ['agent', 'lead', 'ops'] } as const;
export const crm = { machine: 'crm', scopes: ['accounts:write', 'links:write', 'callbacks:write'] } as const;
export const as = (staff: unknown): By => ({ staff: String(staff ?? lead.staff), roles: ['agent', 'lead'] });

/** A day that begins now, with so many facts that come within so long. */
export function dayOf(world: World, { facts, within }: { facts: number; within: number }): Day {
  const { clock, random } = world;
  const { ask, pause, tally, wrong } = asking(world);
  return {
    ...{ world, ask, tally, wrong, open: openWork(world), mailed: mailbox(world), confirmed: [] },
    sometime: () =>
      pause(random.chance(0.6) ? random.int(0, within) : within + random.int(MINUTE, AFTERWARDS)),
    pause: (from, to) => pause(random.int(from, to)),
    until: at => pause(Math.max(0, at - clock.now()) + random.int(0, SECOND)),
    oneFor: each => Math.max(1, Math.round(facts / each)),
  };
}

/** Mails by address, each looked at once. */
function mailbox({ outbox }: World) {
  const newest = new Map<string, string>();
  let seen = 0;
  return (to: string, isAppointment = false): By => {
    for (; seen < outbox.mails.length; seen++) {
      const message = outbox.mails[seen]?.message;
      const token = /#(lnk_\w+)/.exec(message?.text ?? '')?.[1];
      if (message && token) newest.set(`${message.to} ${message.calendar !== undefined}`, token);
    }
    const link = newest.get(`${to} ${isAppointment}`);
    return link === undefined ? 'anybody' : { link };
  };
}
