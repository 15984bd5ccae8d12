import type { Instant } from '../../shared/kernel/instant.ts';
import { element } from '../customer/element.ts';
import { zoneText } from '../customer/times.ts';
import type { Deeds } from './deeds.ts';
import { list } from './fields.ts';

/** Which zone times are told in, with its name at that instant: theirs first, then every one that the browser knows. */
export function zoneList(at: Instant, { words, zones, tellIn }: Deeds): HTMLElement {
  const { slots: m, locale } = words;
  const near = [...new Set([zones.own, zones.shown, zones.account].filter(zone => zone !== undefined))];
  const rest = Intl.supportedValuesOf('timeZone').filter(zone => !near.includes(zone));
  const option = (zone: string) => element('option', { value: zone }, zone.replaceAll('_', ' '));
  const options = [
    element('optgroup', { label: m.own }, ...near.map(option)),
    element('optgroup', { label: m.all }, ...rest.map(option)),
  ];
  const hint = zoneText(locale, zones.shown, at);
  return list({ key: 'zone', label: m.zone, options, value: zones.shown, choose: tellIn, hint });
}
