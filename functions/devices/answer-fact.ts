import type { CaseCommand } from '../../shared/domain/devices/case-commands.ts';
import * as device from '../../shared/events/device-events.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { loseReservation } from './lose-reservation.ts';
import { moveCase } from './move-case.ts';
import { openFor } from './open-for.ts';
import type { UnitMove } from './unit-move.ts';

/** What devices do about a fact: a report opens a case; what carriers, scanners and the device management say moves it. */
export async function answerFact(ports: Ports, fact: Fact): Promise<Handled> {
  if (device.deviceReported.is(fact)) {
    const { serial, damage, contactId, site, language } = fact.data;
    return openFor(ports, fact, {
      ...{ serial, damage },
      ...(contactId === undefined ? {} : { contactId }),
      ...(site === undefined ? {} : { site }),
      ...(language === undefined ? {} : { language }),
    });
  }
  if (device.reservationDisplaced.is(fact)) return loseReservation(ports, fact);
  const asked = moveOf(fact);
  if (!asked) return { decision: 'not-ours' };
  const moved = await moveCase(ports, { ...asked, cause: fact });
  const detail = { case: asked.caseId };
  return moved.ok
    ? { decision: asked.command.do, detail }
    : { decision: 'refused', detail: { ...detail, refusal: moved.refusal } };
}

type Asked = { readonly caseId: string; readonly command: CaseCommand; readonly units?: UnitMove };

function moveOf(fact: Fact): Asked | undefined {
  if (device.handoverConfirmed.is(fact)) {
    const { caseId, serial } = fact.data;
    return { caseId, command: { do: 'hand-over' }, units: { serial } };
  }
  if (device.shipmentMoved.is(fact)) {
    const { caseId, way, stage } = fact.data;
    return { caseId, command: { do: 'shipment', way, stage } };
  }
  if (device.lockAnswered.is(fact))
    return {
      caseId: fact.data.caseId,
      command: { do: 'answer-lock', serial: fact.data.serial, outcome: fact.data.outcome },
    };
  if (device.wipeAnswered.is(fact))
    return {
      caseId: fact.data.caseId,
      command: { do: 'answer-wipe', serial: fact.data.serial, outcome: fact.data.outcome },
    };
  return undefined;
}
