import { type Child, element } from '../customer/element.ts';
import type { Free } from './book-state.ts';
import type { Deeds } from './deeds.ts';
import { button, form, radios, submit } from './fields.ts';
import type { ScreenOf } from './screen.ts';
import { type SlotDay, slotDays } from './slot-days.ts';
import { zoneList } from './zone-list.ts';

type Slots = ScreenOf<'slots'>;

/** Free times by day. Picking a day changes the times below it and nothing else, so that the arrow keys go on. */
export function drawSlots(screen: Slots, deeds: Deeds): Child[] {
  const { words: m, go, find } = deeds;
  const { free, offered, agent } = screen;
  const days = slotDays(free?.slots ?? [], m.locale, screen.zone);
  const first = free?.slots[0];
  return [
    offered.length > 0 ? drawOffered(screen, deeds) : undefined,
    agent === undefined ? undefined : drawWho(screen, agent, deeds),
    first === undefined ? undefined : zoneList(Date.parse(first.from), deeds),
    said(free, deeds),
    days.length > 0 ? drawDays(screen, days, deeds) : undefined,
    free?.more ? button({ key: 'more', text: m.slots.more, click: () => find('more') }) : undefined,
    button({ key: 'back', text: m.back, click: () => go({ at: 'home' }) }),
  ];
}

/** The next free ones after one that was taken: each is one press away. */
function drawOffered({ offered, zone }: Slots, deeds: Deeds): HTMLElement {
  const { words: m, hold } = deeds;
  const one = (day: SlotDay) =>
    day.times.map(({ from, label }) =>
      button({ key: `offered ${from}`, text: m.when(label, day.name), click: () => hold(from) }),
    );
  return element(
    'section',
    { class: 'card' },
    element('h2', {}, m.slots.offered),
    element('div', { class: 'deeds' }, ...slotDays(offered, m.locale, zone).flatMap(one)),
  );
}

const drawWho = ({ who }: Slots, agent: string, { words: { slots: m }, keep }: Deeds) =>
  radios({
    ...{ name: 'who', legend: m.who, chosen: who },
    options: [
      { value: 'same', label: m.same(agent) },
      { value: 'any', label: m.any },
    ],
    choose: value => keep({ agent: value === 'same' ? 'same' : 'any' }),
  });

function said(free: Free | undefined, { words: m, find }: Deeds): Child {
  if (!free || free.reading) return element('p', { class: 'note' }, m.slots.loading);
  if (free.trouble)
    return element(
      'div',
      { class: 'trouble' },
      element('p', {}, m.unreachable[free.trouble].title),
      button({ key: 'find', text: m.retry, click: () => find('first') }),
    );
  return free.slots.length === 0 ? element('p', { class: 'note' }, m.slots.none) : undefined;
}

function drawDays({ wrong }: Slots, days: readonly SlotDay[], deeds: Deeds): HTMLElement {
  const { words: m, draft, keep, hold } = deeds;
  let picked = draft.slot;
  const firstDay = days.find(({ times }) => times.some(({ from }) => from === picked));
  const startDay = firstDay ?? days.find(({ day }) => day === draft.day) ?? days[0];
  const timesOf = (day: SlotDay | undefined) =>
    radios({
      ...{ name: 'time', legend: m.slots.time(day?.name ?? ''), chosen: picked, look: 'narrow' },
      options: (day?.times ?? []).map(({ from, label }) => ({ value: from, label })),
      wrong: wrong && m.slots.wrong,
      choose: from => {
        picked = from;
        keep({ slot: from });
      },
    });
  let times = timesOf(startDay);
  const pickDay = (day: string) => {
    picked = undefined;
    keep({ day, slot: '' });
    const next = timesOf(days.find(one => one.day === day));
    times.replaceWith(next);
    times = next;
  };
  const dayPicks = radios({
    ...{ name: 'day', legend: m.slots.day, chosen: startDay?.day, look: 'days', choose: pickDay },
    options: days.map(({ day, weekday, date }) => ({ value: day, above: weekday, label: date })),
  });
  return form(() => hold(picked || undefined), dayPicks, times, submit(m.slots.go));
}
