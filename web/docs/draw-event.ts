import { element } from '../customer/element.ts';
import { cloudEventOf, pretty, type Sample, samplesFor } from './bodies.ts';
import { curlOf, putEventsOf } from './calls.ts';
import { codeBlock } from './code-block.ts';
import type { Documents } from './documents.ts';
import { drawShape } from './draw-shape.ts';
import { prose } from './prose.ts';
import type { EventPage, Group } from './reference.ts';
import { shapeOf } from './shape.ts';

type Given = { readonly documents: Documents; readonly now: number };

/** All events in two lists: those that may be sent, and those that the product emits. */
export function drawEvents(groups: readonly Group<EventPage>[]): DocumentFragment {
  const page = document.createDocumentFragment();
  page.append(
    element('h1', { tabindex: '-1' }, 'Events'),
    element(
      'p',
      { class: 'lead' },
      'Facts are thin: ids, enums, instants, counts and language tags. Nothing about persons travels on a bus.',
    ),
  );
  for (const { title, pages } of groups)
    page.append(
      element('h2', {}, `${title} (${pages.length})`),
      element('ul', { class: 'event-list' }, ...pages.map(eventLine)),
    );
  return page;
}

const eventLine = ({ id, summary }: EventPage): HTMLElement =>
  element('li', {}, element('a', { href: `#${id}` }, id), element('span', {}, ...prose(summary)));

/** One event: its fields, and how it is sent or what it looks like on the bus. */
export function drawEvent(page: EventPage, given: Given): DocumentFragment {
  const root = document.createDocumentFragment();
  const { schemas } = given.documents.asyncApi.components;
  const uses = page.consumers.length > 0 ? `Inside it goes to ${page.consumers.join(', ')}.` : '';
  root.append(
    element('h1', { tabindex: '-1', class: 'mono' }, page.id),
    element('p', { class: 'lead' }, ...prose(page.summary)),
    element('p', { class: 'caller' }, page.sent ? YOU_SEND : WE_EMIT, ` ${uses}`),
    element('h2', {}, page.sent ? 'Fields of data' : 'Fields of data in the fact'),
    drawShape(shapeOf(page.data, schemas)),
    ...(page.sent ? sentBlocks(page, given) : [codeBlock('The fact on the bus', pretty(page.sample)).root]),
  );
  if (!page.sent && schemas['Envelope'])
    root.append(
      element(
        'details',
        { class: 'card' },
        element('summary', {}, 'What every fact wears'),
        drawShape(shapeOf(schemas['Envelope'], schemas)),
      ),
    );
  return root;
}

const YOU_SEND = 'You send it, with a key of the scope events:write or over EventBridge.';
const WE_EMIT = 'The product emits it on its own EventBridge bus; a rule of yours may listen there.';

/** The plainest one as a whole line for each door, then the files that come with the product. */
function sentBlocks(page: EventPage, { documents, now }: Given): HTMLElement[] {
  const { openApi, asyncApi, examples } = documents;
  const samples = samplesFor(page, { schemas: openApi.components.schemas, examples, now });
  const bus = asyncApi.channels['ingressBus']?.address ?? '';
  const [first, ...files] = samples;
  return [
    element('h2', {}, 'Send it'),
    ...(first ? [codeBlock('Over HTTP', curlFor(first)).root] : []),
    codeBlock('Over EventBridge', putEventsOf(cloudEventOf(page.sample, now), bus)).root,
    ...files.map(({ label, text }) => codeBlock(label, text).root),
    element(
      'p',
      {},
      ...prose(
        'Over HTTP `data` may also carry a `contact`, as [Post events](#post-events) tells; it is split off at the door. Sent again it is [the same fact](#guide-again).',
      ),
    ),
  ];
}

/** A fact as a line for a shell. */
export const curlFor = ({ type, text }: Sample): string =>
  curlOf(
    {
      method: 'POST',
      url: `${location.origin}/api/v1/events`,
      headers: [['content-type', type]],
      body: text,
    },
    { is: 'machine', scope: 'events:write', orLink: false },
  );
