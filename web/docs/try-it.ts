import { element } from '../customer/element.ts';
import type { Sample } from './bodies.ts';
import { type Call, callOf, curlOf, writtenFirst } from './calls.ts';
import { codeBlock } from './code-block.ts';
import type { Parameter } from './documents.ts';
import { drawOutcome } from './draw-outcome.ts';
import { prose } from './prose.ts';
import type { RoutePage } from './reference.ts';
import type { Outcome } from './sending.ts';

export type Desk = {
  readonly origin: string;
  readonly samples: readonly Sample[];
  /** The key as long as this page is open; it is written down nowhere. */
  readonly key: { value: string };
  readonly send: (call: Call, key: string) => Promise<Outcome>;
};

/** The request of a route: as a line for a shell, and as a form that sends it where a key may. */
export function drawRequest(page: RoutePage, desk: Desk): HTMLElement {
  const parameters = new Map(writtenFirst(page));
  const [first] = desk.samples;
  const body = { type: first?.type ?? '', text: first?.text ?? '' };
  const call = () => callOf(page, desk.origin, { parameters, ...(first ? { body } : {}) });
  const curl = codeBlock('curl', curlOf(call(), page.caller));
  const redraw = () => curl.update(curlOf(call(), page.caller));
  const area = element('textarea', { id: 'try-body', spellcheck: 'false', autocomplete: 'off' });
  const fill = ({ type, text }: Sample) => {
    Object.assign(body, { type, text });
    area.value = text;
    area.rows = Math.min(MOST_ROWS, text.split('\n').length + 1);
    redraw();
  };
  if (first) fill(first);
  area.addEventListener('input', () => {
    body.text = area.value;
    redraw();
  });
  const fields = page.parameters.map(one => parameterField(one, parameters, redraw));
  const chooser = sampleChooser(desk.samples, fill);
  const request = element('aside', { class: 'request', 'aria-label': 'Request' }, curl.root);
  if (page.caller.is !== 'machine') request.append(...chooser, element('p', {}, ...prose(noForm(page))));
  else request.append(form([...fields, ...chooser, ...(first ? [labelled('Body', area)] : [])], desk, call));
  return request;
}

const MOST_ROWS = 16;

const noForm = ({ caller }: RoutePage): string =>
  caller.is === 'staff'
    ? 'It needs a signed-in session: the console calls it with the access token of whoever signed in. An API key does not open it, so there is nothing to try here.'
    : 'Nothing to try here: it is for the page or the browser that holds what it asks for.';

function form(fields: readonly HTMLElement[], desk: Desk, call: () => Call): HTMLElement {
  const key = element('input', {
    id: 'try-key',
    type: 'password',
    required: true,
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: 'fck_…',
  });
  key.value = desk.key.value;
  key.addEventListener('input', () => {
    desk.key.value = key.value;
  });
  const status = element('div', { role: 'status', class: 'outcome' });
  const button = element('button', { type: 'submit' }, 'Send');
  const submit = async (event: Event) => {
    event.preventDefault();
    if (button.getAttribute('aria-disabled') === 'true') return;
    button.setAttribute('aria-disabled', 'true');
    status.replaceChildren('Sending…');
    status.replaceChildren(drawOutcome(await desk.send(call(), desk.key.value)));
    button.removeAttribute('aria-disabled');
  };
  return element(
    'form',
    { class: 'try', autocomplete: 'off', submit: event => void submit(event) },
    element('h2', {}, 'Try it'),
    element('p', { class: 'warn' }, 'It is sent to this product for real.'),
    ...fields,
    labelled('API key', key, 'Stays in this page’s memory and is forgotten when you leave.'),
    button,
    status,
  );
}

function labelled(label: string, control: HTMLElement, hint?: string): HTMLElement {
  const id = `${control.id}-hint`;
  if (hint !== undefined) control.setAttribute('aria-describedby', id);
  return element(
    'div',
    { class: 'field' },
    element('label', { for: control.id }, label),
    control,
    hint === undefined ? undefined : element('small', { id }, hint),
  );
}

function parameterField(one: Parameter, written: Map<Parameter, string>, redraw: () => void): HTMLElement {
  const id = `try-${one.in}-${one.name.toLowerCase()}`;
  const props = { id, required: one.required, autocomplete: 'off', spellcheck: 'false' };
  const options = one.schema.enum?.map(value => element('option', {}, String(value)));
  const control = options
    ? element('select', props, element('option', { value: '' }, '–'), ...options)
    : element('input', { ...props, type: 'text' });
  control.value = written.get(one) ?? '';
  control.addEventListener('input', () => {
    written.set(one, control.value);
    redraw();
  });
  return labelled(`${one.name} (${one.in})`, control);
}

/** Several bodies to begin with: the one made for it, and files that come with the product. */
function sampleChooser(samples: readonly Sample[], fill: (sample: Sample) => void): HTMLElement[] {
  if (samples.length < 2) return [];
  const labels = samples.map(({ label }) => element('option', {}, label));
  const select = element('select', { id: 'try-sample' }, ...labels);
  select.addEventListener('change', () => {
    const chosen = samples[select.selectedIndex];
    if (chosen) fill(chosen);
  });
  return [labelled('Begin with', select)];
}
