import type { DamageKind } from '../../shared/events/device-events.ts';
import { type Child, element } from '../customer/element.ts';
import type { Deeds } from './deeds.ts';
import { deviceLine } from './device-line.ts';
import { drawCase } from './draw-case.ts';
import type { LinkAct } from './link-api.ts';
import type { Screen } from './screen.ts';
import type { Words } from './words.ts';

type Confirm = Extract<Screen, { is: 'confirm' }>;
type Choose = Extract<Screen, { is: 'choose' }>;

/** What a screen says first. */
export function headingOf(screen: Screen, m: Words): string {
  switch (screen.is) {
    case 'case':
      return m.heads[screen.head].title;
    case 'confirm':
      return confirmWords(screen.asking, m).title;
    case 'unreachable':
      return m.unreachable[screen.trouble].title;
    case 'choose':
      return m.choose.title;
    default:
      return m.plain[screen.is].title;
  }
}

export function draw(screen: Screen, deeds: Deeds): DocumentFragment {
  const fragment = document.createDocumentFragment();
  fragment.append(...[heading(headingOf(screen, deeds.words)), ...body(screen, deeds)].filter(isThere));
  return fragment;
}

const isThere = (child: Child): child is Node | string => child !== undefined;

const heading = (text: string) => element('h1', { tabindex: '-1', 'data-key': 'heading' }, text);

function body(screen: Screen, deeds: Deeds): Child[] {
  const { words: m } = deeds;
  switch (screen.is) {
    case 'case':
      return drawCase(screen, deeds);
    case 'confirm':
      return drawConfirm(screen, deeds);
    case 'choose':
      return drawChoices(screen, deeds);
    case 'unreachable':
      return [paragraph(m.unreachable[screen.trouble].text), restart(deeds)];
    case 'gone':
      return [paragraph(m.plain.gone.text), restart(deeds)];
    default:
      return [paragraph(m.plain[screen.is].text)];
  }
}

const paragraph = (text: string) => element('p', { class: 'lead' }, text);

const restart = ({ words, restart: click }: Deeds) =>
  element('button', { type: 'button', class: 'main-deed', 'data-key': 'restart', click }, words.retry);

const damages: readonly DamageKind[] = ['broken', 'lost', 'stolen', 'malfunction'];

function drawChoices({ device, again }: Choose, { words: m, ask }: Deeds): Child[] {
  const choice = (damage: DamageKind) =>
    element(
      'li',
      {},
      element(
        'button',
        { type: 'button', class: 'choice', 'data-key': damage, click: () => ask({ is: 'report', damage }) },
        element('b', {}, m.damages[damage].label),
        element('span', {}, m.damages[damage].hint),
      ),
    );
  return [
    deviceLine({ device }),
    element('ul', { class: 'choices' }, ...damages.map(choice)),
    again ? back({ m, ask }) : undefined,
  ];
}

const back = ({ m, ask }: { m: Words; ask: Deeds['ask'] }) =>
  element('button', { type: 'button', 'data-key': 'back', click: () => ask(undefined) }, m.confirm.back);

function drawConfirm({ asking, device }: Confirm, { words: m, ask, act }: Deeds): Child[] {
  const { text, yes } = confirmWords(asking, m);
  return [
    deviceLine({ device }),
    text === undefined ? undefined : paragraph(text),
    element(
      'div',
      { class: 'deeds' },
      element(
        'button',
        {
          type: 'button',
          class: asking.is === 'wipe' ? 'main-deed grave' : 'main-deed',
          'data-key': 'yes',
          click: () => act(actOf(asking)),
        },
        yes,
      ),
      back({ m, ask }),
    ),
  ];
}

type Asked = Confirm['asking'];

function confirmWords(asking: Asked, { confirm: m }: Words): { title: string; text?: string; yes: string } {
  if (asking.is === 'wipe') return m.wipe;
  if (asking.is === 'not-working') return m.notWorking;
  const isGone = asking.damage === 'lost' || asking.damage === 'stolen';
  return { title: m.report[asking.damage], yes: m.yesReport, ...(isGone ? { text: m.locked } : {}) };
}

function actOf(asking: Asked): LinkAct {
  switch (asking.is) {
    case 'report':
      return { do: 'report', damage: asking.damage };
    case 'wipe':
      return { do: 'confirm-wipe' };
    case 'not-working':
      return { do: 'confirm-working', works: false };
  }
}
