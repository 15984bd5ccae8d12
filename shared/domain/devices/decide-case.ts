import type { Instant } from '../../kernel/instant.ts';
import { accepted } from '../../kernel/outcome.ts';
import type { CaseCommand, Moment } from './case-commands.ts';
import {
  afterReopening,
  afterStop,
  type Decision,
  inLeg,
  lastlyInLeg,
  late,
  marked,
  moveShipment,
  no,
  notOpen,
  openAgainAt,
  reopened,
  settled,
  wasOpenAt,
  withUnit,
} from './case-steps.ts';
import { type DeviceCase, isOpenCase, needsUnit, type OldUnit, type Order, waitOf } from './device-case.ts';
import { isGone } from './open-case.ts';

/**
 * What a command makes of a case, or why not. Nothing here reads a clock or a stock: marks say what happened when, and
 * the clocks are read from them. Something that is said to happen in the future is refused.
 */
export function decideCase(held: DeviceCase, command: CaseCommand, moment: Moment): Decision {
  if (moment.at > moment.now)
    return no(
      'in-the-future',
      'It is said to happen later than now; leave the instant out or name an earlier one.',
    );
  const rule = rules[command.do] as (held: DeviceCase, command: CaseCommand, moment: Moment) => Decision;
  return rule(held, command, moment);
}

type Rules = {
  readonly [name in CaseCommand['do']]: (
    held: DeviceCase,
    command: Extract<CaseCommand, { do: name }>,
    moment: Moment,
  ) => Decision;
};

const rules: Rules = {
  triage: (held, { path }, moment) => {
    if (!isOpenCase(held)) return notOpen();
    if (moment.at < openAgainAt(held))
      return no('before-the-report', 'It is said to have happened before the case was opened.');
    if (path === 'found-again' && !isGone(held.damage))
      return no('not-lost', 'Only a lost or stolen device can be found again.');
    const triaged: DeviceCase = { ...marked(held, moment, { is: 'responded' }), state: 'triaged', path };
    if (path === 'no-fault' || path === 'found-again') return accepted(settled(triaged, moment));
    return accepted(inLeg(triaged, moment, path === 'remote-fix' ? 'install' : 'prepare'));
  },
  wait: (held, { on, reason }, moment) =>
    isOpenCase(held) || wasOpenAt(held, moment.at)
      ? accepted(marked(held, moment, { is: 'waiting', on, reason }))
      : notOpen(),
  'go-on': (held, _, moment) => {
    if (!isOpenCase(held))
      return wasOpenAt(held, moment.at) ? accepted(marked(held, moment, { is: 'working' })) : notOpen();
    return waitOf(held)
      ? accepted(marked(held, moment, { is: 'working' }))
      : no('not-waiting', 'Nobody is waited for.');
  },
  reserve: held => {
    if (!isOpenCase(held)) return notOpen();
    return needsUnit(held) && held.reservation === undefined
      ? accepted({ ...held, lapsed: false })
      : no('no-unit-needed', 'It has a unit already, or its policy names no depot.');
  },
  ship: (held, { trackingId }, moment) => {
    if (!isOpenCase(held)) return notOpen();
    if (held.state !== 'triaged')
      return no('not-triaged', 'Decide first whether it is repaired or replaced.');
    if (held.path !== 'repair' && held.path !== 'replace')
      return no('wrong-path', 'Nothing is shipped for a case that is solved where the device is.');
    const shipped = inLeg(held, moment, 'ship');
    return accepted({
      ...shipped,
      ...(trackingId === undefined ? {} : { trackingId }),
      ...(held.reservation ? { reservation: { ...held.reservation, shipped: true } } : {}),
    });
  },
  shipment: (held, command, moment) => moveShipment(held, command, moment),
  'hand-over': (held, { unit, serial }, moment) => {
    if (moment.at < held.openedAt)
      return no('before-the-report', 'Nothing was handed over for this case before it was reported.');
    if (!isOpenCase(held) || moment.at < openAgainAt(held)) return late(held, moment, serial ?? unit?.serial);
    return accepted(settled(withUnit(held, unit), moment));
  },
  return: (held, { fate }, moment) => {
    if (held.owed.length === 0) return no('nothing-owed', 'No device is expected back.');
    const owed = held.owed.slice(0, -1);
    const back: DeviceCase = { ...held, owed, oldUnit: fate as OldUnit };
    return accepted(
      held.state === 'handed-over' && owed.length === 0
        ? { ...lastlyInLeg(back, afterStop(held, moment), '-'), state: 'closed' }
        : back,
    );
  },
  loan: held => (isOpenCase(held) ? accepted(held) : notOpen()),
  'confirm-wipe': (held, { contactId }, { now }) => {
    if (!isGone(held.damage)) return no('not-lost', 'Only a lost or stolen device is wiped.');
    if (held.wipe && held.wipe.state !== 'failed')
      return no('already-wanted', 'The wipe was confirmed before.');
    return accepted({
      ...held,
      wipe: { state: 'wanted', serial: held.serial, wantedAt: now, confirmedBy: contactId },
    });
  },
  'answer-lock': (held, answer, { at }) =>
    accepted(answers(held.lock, answer, at) ? { ...held, lock: answered(held.lock, answer, at) } : held),
  'answer-wipe': (held, answer, { at }) =>
    accepted(answers(held.wipe, answer, at) ? { ...held, wipe: answered(held.wipe, answer, at) } : held),
  confirm: (held, _, { at }) =>
    held.state === 'handed-over' || held.state === 'closed'
      ? accepted({ ...held, confirmedAt: held.confirmedAt ?? at })
      : no('not-handed-over', 'Nothing was handed over yet.'),
  close: held => {
    if (held.state !== 'handed-over')
      return no(
        'not-handed-over',
        'Only a case whose device was handed over is closed; cancel it otherwise.',
      );
    return held.owed.length > 0
      ? no('old-unit-owed', 'The old device is still expected back: take it back, waive it or write it off.')
      : accepted({ ...held, state: 'closed' });
  },
  reopen: (held, _, moment) => {
    if (held.state !== 'handed-over' && held.state !== 'closed')
      return no('not-handed-over', 'Only a case that was settled is opened again.');
    return accepted(reopened(held, moment));
  },
  cancel: (held, _, moment) => {
    if (!isOpenCase(held)) return notOpen();
    const end = afterReopening(held, moment);
    return accepted({ ...lastlyInLeg(marked(held, end, { is: 'stopped' }), end, '-'), state: 'cancelled' });
  },
  excuse: (held, { target, by, reason }, { now }) =>
    held.records.some(record => record.is === 'breached' && record.target === target)
      ? accepted({ ...held, records: [...held.records, { is: 'excused', target, at: now, by, reason }] })
      : no('not-breached', 'Only a broken promise can be excused.'),
  rematch: (held, { policy, matching }) => {
    if (!isOpenCase(held)) return notOpen();
    const { policy: _former, ...rest } = held;
    return accepted({ ...rest, matching, ...(policy ? { policy } : {}) });
  },
};

/** About the device that was ordered to be locked or wiped, and not older than the answer we have. */
const answers = <O extends Order>(
  order: O | undefined,
  { serial }: { serial: string },
  at: Instant,
): order is O => order !== undefined && order.serial === serial && at >= (order.answeredAt ?? order.wantedAt);
const answered = <O extends Order>(
  order: O,
  { outcome }: { outcome: 'done' | 'failed' },
  at: Instant,
): O => ({
  ...order,
  state: outcome,
  answeredAt: at,
});
