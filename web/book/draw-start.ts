import { MINUTE } from '../../shared/kernel/instant.ts';
import { type Child, element } from '../customer/element.ts';
import { lengthText } from '../customer/times.ts';
import { whenText } from '../customer/when-text.ts';
import type { Deeds } from './deeds.ts';
import { button, lead } from './fields.ts';
import { languageList } from './language-list.ts';
import type { NowOffer, ScreenOf } from './screen.ts';

/** Now or at a time of their choice; each says what happens then. */
export function drawStart(screen: ScreenOf<'start'>, deeds: Deeds): Child[] {
  const { now, minutes, languages, mayCancel, back } = screen;
  const { words: m, go } = deeds;
  const length = lengthText(m.locale, minutes * MINUTE);
  return [
    lead(m.start.length(length)),
    languages.length > 1 ? languageList(screen, deeds) : undefined,
    element(
      'ul',
      { class: 'choices' },
      now &&
        choice({
          ...{ key: 'now', label: m.start.now, hint: nowText(now, deeds) },
          click: () => go({ at: 'details', want: 'now' }),
        }),
      choice({
        ...{ key: 'slot', label: m.start.slot, hint: m.start.slotHint },
        click: () => go({ at: 'slots' }),
      }),
    ),
    mayCancel
      ? button({ key: 'cancel', text: m.start.cancel, click: () => go({ at: 'cancel' }) })
      : undefined,
    back ? button({ key: 'back', text: m.back, click: () => go({ at: 'home' }) }) : undefined,
  ];
}

/** What happens when they want to be called now. */
export function nowText(now: NowOffer, deeds: Deeds): string {
  const { start: m } = deeds.words;
  if (now.is === 'closed') return m.nowClosed(whenText(Date.parse(now.opensAt), deeds));
  return now.is === 'open' ? m.nowOpen : m.nowUnknown;
}

type Choice = {
  readonly key: string;
  readonly label: string;
  readonly hint: string;
  readonly click: () => void;
};
const choice = ({ key, label, hint, click }: Choice) =>
  element(
    'li',
    {},
    element(
      'button',
      { type: 'button', class: 'choice', 'data-key': key, click },
      element('b', {}, label),
      element('span', {}, hint),
    ),
  );
