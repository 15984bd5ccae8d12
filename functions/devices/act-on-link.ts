import type { LinkView } from '../../shared/contracts/device-links-contract.ts';
import type { CaseCommand } from '../../shared/domain/devices/case-commands.ts';
import { waitOf } from '../../shared/domain/devices/device-case.ts';
import type { DamageKind } from '../../shared/events/device-events.ts';
import { command } from '../../shared/events/envelope.ts';
import type { AccountId, EventId } from '../../shared/kernel/id.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadCase } from '../../shared/store/case-store.ts';
import { loadDevice } from '../../shared/store/device-store.ts';
import { requestId, wasDone } from '../../shared/store/done-before.ts';
import { type DeviceLink, linkDigest } from '../../shared/store/link-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { countTry } from '../../shared/store/tries-store.ts';
import { mayDecide, ofCase } from './act-on-case.ts';
import { moveCase } from './move-case.ts';
import { linkOf, linkViewOf } from './open-link.ts';
import { reportDevice } from './report-device.ts';

export type LinkAct = { readonly token: string } & (
  | { readonly do: 'report'; readonly damage: DamageKind }
  | { readonly do: 'answer' }
  | { readonly do: 'confirm-wipe' }
  | { readonly do: 'confirm-working'; readonly works: boolean }
);

/** The fact of what is done; with a key of the caller's a repeat is found by it. */
type Once = { readonly factId: EventId; readonly isKeyed: boolean };

/** More than a person does in a quarter of an hour. */
const MOST_ACTS = 10;

/** What the holder of a link does: report the device, answer what we wait for, allow a wipe, say whether it works. */
export async function actOnLink(
  ports: Ports,
  act: LinkAct,
  key?: string,
): Promise<Outcome<LinkView, string>> {
  const found = await linkOf(ports, act.token);
  if (!found.ok) return found;
  const link = found.value;
  const subject = linkDigest(act.token);
  if (!(await countTry(ports, { of: 'source', subject, cap: MOST_ACTS })))
    return refused('too-many', { problem: 'This was done very often; try again in a quarter of an hour.' });
  const request = { principal: principalOf(link), route: 'act-on-device-link', subject, key };
  const once = { factId: requestId(ports.ids, request), isKeyed: key !== undefined };
  const done =
    act.do === 'report' ? await report(ports, link, { ...act, ...once }) : await move(ports, link, act, once);
  if (!done.ok) return done;
  return accepted(
    await linkViewOf(ports, { ...link, ...(done.value === undefined ? {} : { caseId: done.value }) }),
  );
}

async function report(
  ports: Ports,
  link: DeviceLink,
  { damage, factId }: { readonly damage: DamageKind } & Once,
): Promise<Outcome<string | undefined, string>> {
  const device = await loadDevice(ports.table, link.serial);
  if (link.purpose !== 'device-report' || device?.accountId !== link.accountId) return refused('not-found');
  const reported = await reportDevice(ports, {
    ...{ serial: link.serial, damage, principal: principalOf(link), factId },
    ...(link.contactId === undefined ? {} : { contactId: link.contactId }),
    ...(link.language === undefined ? {} : { language: link.language }),
  });
  return reported.ok ? accepted(reported.value.caseId) : reported;
}

const principalOf = ({ contactId }: DeviceLink): string => `link:${contactId ?? 'device-user'}`;

async function move(
  ports: Ports,
  link: DeviceLink,
  act: Exclude<LinkAct, { do: 'report' }>,
  { factId, isKeyed }: Once,
): Promise<Outcome<undefined, string>> {
  const caseId = link.caseId ?? (await loadDevice(ports.table, link.serial))?.caseId;
  const held = caseId === undefined ? undefined : await loadCase(ports.table, caseId);
  if (!held || held.accountId !== link.accountId) return refused('not-found');
  if (isKeyed && (await wasDone(ports.table, ofCase(held.id, factId)))) return accepted(undefined);
  const allowed = await commandOf(ports, link, { act, waits: waitOf(held)?.on === 'customer' });
  if (!allowed.ok) return allowed;
  if (allowed.value === undefined) return accepted(undefined);
  const now = ports.clock.now();
  const cause = command({
    id: factId,
    name: 'case.acted-on',
    accountId: held.accountId as AccountId,
    principal: principalOf(link),
    now,
  });
  const moved = await moveCase(ports, { caseId: held.id, command: allowed.value, cause });
  return moved.ok ? accepted(undefined) : moved;
}

async function commandOf(
  ports: Ports,
  link: DeviceLink,
  { act, waits }: { act: Exclude<LinkAct, { do: 'report' }>; waits: boolean },
): Promise<Outcome<CaseCommand | undefined, string>> {
  switch (act.do) {
    case 'answer':
      return waits
        ? accepted({ do: 'go-on' } as const)
        : refused('not-waiting', { problem: 'We wait for nothing from you.' });
    case 'confirm-wipe':
      return link.contactId !== undefined && (await mayDecide(ports, link.accountId, link.contactId))
        ? accepted({ do: 'confirm-wipe', contactId: link.contactId } as const)
        : refused('not-authorised', {
            problem: 'Only an authorised contact of the company may have a device wiped.',
          });
    case 'confirm-working':
      return accepted(
        act.works ? ({ do: 'confirm' } as const) : ({ do: 'reopen', reason: 'not-working' } as const),
      );
  }
}
