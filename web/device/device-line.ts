import type { LinkView } from '../../shared/contracts/device-links-contract.ts';
import { element } from '../customer/element.ts';

/** Model and serial, so that nobody reports another device than the one they mean. */
export const deviceLine = ({ device }: Pick<LinkView, 'device'>): HTMLElement =>
  element(
    'p',
    { class: 'device' },
    ...(device.model === 'unknown' ? [] : [element('b', {}, device.model), ' ']),
    device.serial,
  );
