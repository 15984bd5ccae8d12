import { type Child, element } from '../customer/element.ts';

export const heading = (text: string) => element('h1', { tabindex: '-1', 'data-key': 'heading' }, text);
export const lead = (text: string) => element('p', { class: 'lead' }, text);

type Button = {
  readonly key: string;
  readonly text: string;
  readonly click: () => void;
  readonly look?: string;
  readonly hidden?: boolean;
};
export const button = ({ key, text, click, look, hidden }: Button) =>
  element('button', { type: 'button', class: look, 'data-key': key, hidden, click }, text);

/** The one thing that a form is for; the enter key does it too. */
export const submit = (text: string, look = 'main-deed') =>
  element('button', { type: 'submit', class: look, 'data-key': 'submit' }, text);

/** Our own words stand at each field, so the browser's are not asked for. */
export const form = (send: () => void, ...children: readonly Child[]) =>
  element(
    'form',
    {
      novalidate: true,
      submit: event => {
        event.preventDefault();
        send();
      },
    },
    ...children,
  );

type Written = {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly keep: (value: string) => void;
  readonly hint?: string | undefined;
  readonly wrong?: string | undefined;
  readonly input: Readonly<Record<string, string | boolean>>;
};

/** A field with its label, what it wants and what is wrong with it. */
export function written({ key, label, value, keep, hint, wrong, input }: Written): HTMLElement {
  const told = [hint && `${key}-hint`, wrong && `${key}-wrong`].filter(Boolean).join(' ');
  const field = element('input', {
    ...{ id: key, 'data-key': key, value, ...input },
    ...{ 'aria-describedby': told === '' ? undefined : told, 'aria-invalid': wrong && 'true' },
    input: () => keep(field.value),
  });
  return element(
    'div',
    { class: 'field' },
    element('label', { for: key }, label),
    ...notes(key, hint, wrong),
    field,
  );
}

const notes = (key: string, hint: string | undefined, wrong: string | undefined): Child[] => [
  hint === undefined ? undefined : element('p', { id: `${key}-hint`, class: 'hint' }, hint),
  wrong === undefined ? undefined : element('p', { id: `${key}-wrong`, class: 'wrong' }, wrong),
];

type Text = Pick<Written, 'key' | 'label' | 'value' | 'keep'> & { readonly most: number };
export function longText({ key, label, value, keep, most }: Text): HTMLElement {
  const field = element(
    'textarea',
    { id: key, 'data-key': key, rows: '3', maxlength: String(most), input: () => keep(field.value) },
    value,
  );
  return element('div', { class: 'field' }, element('label', { for: key }, label), field);
}

type Ticked = {
  readonly key: string;
  readonly label: string;
  readonly on: boolean;
  readonly keep: (on: boolean) => void;
};
export function tick({ key, label, on, keep }: Ticked): HTMLElement {
  const box = element('input', {
    ...{ type: 'checkbox', 'data-key': key, checked: on },
    change: () => keep(box.checked),
  });
  return element('label', { class: 'tick' }, box, element('span', {}, label));
}

type Chosen = {
  readonly name: string;
  readonly legend: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly above?: string }[];
  readonly chosen: string | undefined;
  readonly choose: (value: string) => void;
  readonly wrong?: string | undefined;
  readonly look?: string;
};

/** One of several, as buttons that the arrow keys go through. */
export function radios({ name, legend, options, chosen, choose, wrong, look = 'wide' }: Chosen): HTMLElement {
  const one = ({ value, label, above }: Chosen['options'][number]) =>
    element(
      'label',
      { class: 'pick' },
      element('input', {
        ...{ type: 'radio', name, value, 'data-key': `${name} ${value}`, checked: value === chosen },
        'aria-describedby': wrong && `${name}-wrong`,
        change: () => choose(value),
      }),
      above === undefined ? undefined : element('span', {}, above, ' '),
      element('span', {}, label),
    );
  return element(
    'fieldset',
    { 'data-name': name },
    element('legend', {}, legend),
    ...notes(name, undefined, wrong),
    element('div', { class: `picks ${look}` }, ...options.map(one)),
  );
}

type Listed = {
  readonly key: string;
  readonly label: string;
  readonly options: readonly HTMLElement[];
  readonly value: string;
  readonly choose: (value: string) => void;
  readonly hint?: string;
};
export function list({ key, label, options, value, choose, hint }: Listed): HTMLElement {
  const field = element(
    'select',
    {
      id: key,
      'data-key': key,
      'aria-describedby': hint && `${key}-hint`,
      change: () => choose(field.value),
    },
    ...options,
  );
  field.value = value;
  return element(
    'div',
    { class: 'field' },
    element('label', { for: key }, label),
    field,
    ...notes(key, hint, undefined),
  );
}
