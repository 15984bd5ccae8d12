import { formatInstant, HOUR } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadCase } from '../../shared/store/case-store.ts';
import { loadDevice } from '../../shared/store/device-store.ts';
import { type DeviceLink, linkUrl, putLink } from '../../shared/store/link-store.ts';
import type { Ports } from '../../shared/store/ports.ts';

const REPORT_HOURS = 24;
const FOLLOW_HOURS = 24 * 30;

export type LinkPorts = Ports & {
  /** Public origin that links lead to, without a slash at the end. */
  readonly origin: string;
};
type Minted = { readonly url: string; readonly expiresAt: string };

/** A link with which the user of a registered device reports it. */
export async function mintReportLink(
  ports: LinkPorts,
  given: {
    readonly serial: string;
    readonly contactId?: string | undefined;
    readonly language?: string | undefined;
    readonly hours?: number | undefined;
    readonly principal: string;
  },
): Promise<Outcome<Minted, 'unknown-device'>> {
  const device = await loadDevice(ports.table, given.serial);
  if (device?.accountId === undefined)
    return refused('unknown-device', {
      field: 'body.serial',
      problem: 'No customer’s device with this serial is registered.',
    });
  const contactId = given.contactId ?? device.contactId;
  return accepted(
    await mint(ports, given.hours ?? REPORT_HOURS, {
      ...{ purpose: 'device-report', accountId: device.accountId, serial: device.serial },
      ...(contactId === undefined ? {} : { contactId }),
      ...(given.language === undefined ? {} : { language: given.language }),
      createdBy: given.principal,
    }),
  );
}

/** A link with which the device's user follows one case. */
export async function mintFollowLink(
  ports: LinkPorts,
  { caseId, principal }: { readonly caseId: string; readonly principal: string },
): Promise<Outcome<Minted, 'not-found'>> {
  const held = await loadCase(ports.table, caseId);
  if (!held) return refused('not-found');
  const { accountId, serial, contactId, language } = held;
  return accepted(
    await mint(ports, FOLLOW_HOURS, {
      ...{ purpose: 'device-follow', accountId, serial, caseId, language, createdBy: principal },
      ...(contactId === undefined ? {} : { contactId }),
    }),
  );
}

/** The table keeps the token's digest alone. */
async function mint(
  { table, clock, ids, origin }: LinkPorts,
  hours: number,
  link: Omit<DeviceLink, 'createdAt' | 'until'>,
): Promise<Minted> {
  const token = ids.random('lnk');
  const now = clock.now();
  const until = now + hours * HOUR;
  await table.commit({
    commitId: ids.random('cmt'),
    writes: [putLink(token, { ...link, createdAt: now, until })],
  });
  return { url: linkUrl(origin, token), expiresAt: formatInstant(until) };
}
