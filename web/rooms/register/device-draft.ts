import type { DeviceInput, DeviceView } from '../../../shared/contracts/devices-contract.ts';
import type { Complaint } from '../../parts/field-problem.ts';
import { isSerial } from '../depots/serials.ts';

export type DeviceDraft = Readonly<Record<'serial' | 'model' | 'site' | 'contactId' | 'product', string>> & {
  readonly managed: boolean;
};

/** The form as it is first shown: the device as it is, or a new one under management. */
export const deviceDraft = (of: DeviceView | undefined): DeviceDraft => ({
  serial: of?.serial ?? '',
  model: of?.model ?? '',
  managed: of?.managed ?? true,
  site: of?.site ?? '',
  contactId: of?.contactId ?? '',
  product: of?.product ?? '',
});

const filled = (parts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parts).flatMap(([key, text]) => (text.trim() ? [[key, text.trim()]] : [])),
  );

/** The device as the API wants it, and which fields cannot be read. */
export function readDevice(
  draft: DeviceDraft,
  accountId: string,
): { readonly input: DeviceInput; readonly wrong: ReadonlyMap<string, Complaint> } {
  const { serial, model, managed, site, contactId, product } = draft;
  const wrong = new Map<string, Complaint>();
  if (!isSerial(serial.trim())) wrong.set('serial', 'serial');
  if (model.trim() === '') wrong.set('model', 'missing');
  const input = { model: model.trim(), accountId, managed, ...filled({ site, contactId, product }) };
  return { input, wrong };
}
