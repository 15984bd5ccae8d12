import type { Instant } from '../../shared/kernel/instant.ts';
import { type Child, element } from '../customer/element.ts';
import { whenText } from '../customer/when-text.ts';
import type { Deeds } from './deeds.ts';
import { deviceLine } from './device-line.ts';
import type { CaseScreen, Deed, Promised } from './screen.ts';
import type { Words } from './words.ts';

/** A case: what stands first with what is to be done about it, the promise, the lock, and what happened so far. */
export function drawCase(screen: CaseScreen, deeds: Deeds): Child[] {
  const { head, promised, collectAt } = screen;
  const { words: m } = deeds;
  return [
    deviceLine(screen),
    lead(screen, m),
    collectAt === undefined ? undefined : element('p', { class: 'place' }, collectAt),
    buttons(
      screen.deeds.filter(deed => deed !== 'wipe'),
      deeds,
    ),
    promised === undefined ? undefined : drawPromise(promised, head === 'late', deeds),
    drawSafety(screen, deeds),
    drawSteps(screen, deeds),
  ];
}

function lead({ head, waitsFor }: CaseScreen, m: Words): Child {
  const { text } = m.heads[head];
  const said = head === 'waits' && waitsFor !== undefined ? m.waitsFor(awaited(waitsFor, m)) : text;
  return said === '' ? undefined : element('p', { class: 'lead' }, said);
}

/** What we wait for in the reader's words; a word that has none there is an answer. */
const awaited = (reason: string, { awaits }: Words): string =>
  (Object.hasOwn(awaits, reason) ? (awaits as Readonly<Record<string, string>>)[reason] : undefined) ??
  awaits.answer;

const looks: Readonly<Partial<Record<Deed, string>>> = { answer: 'main-deed', works: 'main-deed' };

function buttons(wanted: readonly Deed[], deeds: Deeds): Child {
  if (wanted.length === 0) return undefined;
  const one = (deed: Deed) =>
    element(
      'button',
      { type: 'button', class: looks[deed], 'data-key': deed, click: () => start(deed, deeds) },
      deeds.words.deeds[deed],
    );
  return element('div', { class: 'deeds' }, ...wanted.map(one));
}

function start(deed: Deed, { act, ask }: Deeds): void {
  if (deed === 'answer') act({ do: 'answer' });
  else if (deed === 'works') act({ do: 'confirm-working', works: true });
  else ask({ is: deed === 'again' ? 'choose' : deed });
}

function drawPromise(promised: Promised, saidAbove: boolean, deeds: Deeds): Child {
  const { promise: m } = deeds.words;
  if (promised.is === 'none') return element('p', { class: 'note' }, m.none);
  if (promised.is === 'broken') {
    const { dueAt } = promised;
    return element(
      'section',
      { class: 'promise broken' },
      ...(dueAt === undefined ? [] : [element('p', {}, m.was), dueTime(dueAt, deeds)]),
      element('p', {}, saidAbove ? m.follow : m.sorry),
    );
  }
  const { dueAt, goesOnAt, running } = promised;
  return element(
    'section',
    { class: 'promise' },
    element('p', {}, m.until),
    dueTime(dueAt, deeds),
    running ? element('p', { class: 'left', role: 'timer' }) : undefined,
    goesOnAt === undefined ? undefined : element('p', {}, m.closed(whenText(goesOnAt, deeds))),
  );
}

function dueTime(at: Instant, { times, words: m }: Deeds): HTMLElement {
  const zone = times.zoneName(at);
  return element(
    'p',
    { class: 'due' },
    element('time', { datetime: new Date(at).toISOString() }, m.time(times.time(at))),
    element('span', {}, times.day(at)),
    zone === undefined ? undefined : element('small', {}, zone),
  );
}

/** Lost or stolen: whether it is locked, and what becomes of what is on it. */
function drawSafety({ lock, wipe }: CaseScreen, deeds: Deeds): Child {
  const { words: m } = deeds;
  if (lock === undefined && wipe === undefined) return undefined;
  return element(
    'section',
    { class: 'card' },
    element('h2', {}, m.safety),
    lock === undefined ? undefined : element('p', { 'data-state': lock }, m.lock[lock]),
    wipe === undefined ? undefined : element('p', { 'data-state': wipe }, m.wipe[wipe]),
    wipe === 'possible' ? buttons(['wipe'], deeds) : undefined,
  );
}

function drawSteps({ steps }: CaseScreen, deeds: Deeds): Child {
  const { words: m, times } = deeds;
  const last = steps.at(-1);
  if (!last) return undefined;
  const zone = times.zoneName(last.at);
  const one = ({ what, at }: CaseScreen['steps'][number]) =>
    element(
      'li',
      {},
      element('span', {}, m.steps[what]),
      element('time', { datetime: new Date(at).toISOString() }, m.when(times.time(at), times.day(at))),
    );
  return element(
    'section',
    { class: 'card' },
    element('h2', {}, m.stepsTitle),
    zone === undefined ? undefined : element('p', { class: 'zone' }, zone),
    element('ol', { class: 'steps' }, ...steps.map(one)),
  );
}
