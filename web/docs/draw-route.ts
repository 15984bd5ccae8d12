import { element } from '../customer/element.ts';
import { pretty } from './bodies.ts';
import { codeBlock } from './code-block.ts';
import type { Parameter, Schemas } from './documents.ts';
import { drawShape } from './draw-shape.ts';
import { exampleOf } from './example.ts';
import { prose, sizeWords } from './prose.ts';
import type { Answer, Body, Caller, RoutePage } from './reference.ts';
import { type Part, shapeOf } from './shape.ts';

/** One route: what it does, who may call it, what it takes and answers; beside it the request itself. */
export function drawRoute(page: RoutePage, schemas: Schemas, request: HTMLElement): DocumentFragment {
  const root = document.createDocumentFragment();
  const told = element(
    'div',
    { class: 'told' },
    ...drawParameters(page.parameters, schemas),
    ...drawBodies(page, schemas),
    element('h2', {}, 'Answers'),
    ...page.answers.map(answer => drawAnswer(answer, schemas)),
  );
  root.append(
    element('h1', { tabindex: '-1' }, page.title),
    element('p', { class: 'address' }, methodMark(page.method), ' ', element('code', {}, `/api${page.path}`)),
    element('p', { class: 'lead' }, ...prose(page.summary)),
    element('p', { class: 'caller' }, ...prose(callerWords(page.caller))),
    element('div', { class: 'route' }, told, request),
  );
  return root;
}

export const methodMark = (method: string): HTMLElement =>
  element('span', { class: `method ${method.toLowerCase()}` }, method);

const roles: Readonly<Record<string, string>> = {
  lead: 'somebody signed in who leads',
  ops: 'somebody signed in who operates',
  'lead-or-ops': 'somebody signed in who leads or operates',
  clerk: 'anybody signed in, a depot’s clerk too',
};

/** Who may call, in a sentence. */
export function callerWords(caller: Caller): string {
  if (caller.is === 'anybody')
    return 'Who may call: anybody. What the request carries, such as a token, is the right to do it.';
  if (caller.is === 'staff')
    return `Who may call: ${roles[caller.role ?? ''] ?? 'an agent who is signed in'}.`;
  const link = caller.orLink ? ', or the holder of a signed link' : '';
  return `Who may call: a system with a key of the scope \`${caller.scope}\`${link}.`;
}

function drawParameters(parameters: readonly Parameter[], schemas: Schemas): HTMLElement[] {
  if (parameters.length === 0) return [];
  const parts = parameters.map(({ name, required, schema, description, in: place }): Part => {
    const shape = shapeOf(schema, schemas);
    const says = [`in the ${place}`, description].filter(Boolean).join('. ');
    return { name, is: 'field', required, shape: { ...shape, says } };
  });
  const shape = drawShape({ type: '', rules: [], values: [], parts });
  return [element('h2', {}, 'Parameters'), shape];
}

function drawBodies({ bodies, bodySays }: RoutePage, schemas: Schemas): HTMLElement[] {
  if (bodies.length === 0) return [];
  const says = bodySays === undefined ? [] : [element('p', { class: 'muted' }, sizeWords(bodySays))];
  const [first, ...others] = bodies;
  return [
    element('h2', {}, 'Body'),
    ...says,
    ...(first ? [drawBody(first, schemas)] : []),
    ...others.map(({ type, schema }) =>
      element(
        'details',
        { class: 'card' },
        element('summary', {}, 'Or ', element('code', {}, type)),
        drawShape(shapeOf(schema, schemas)),
      ),
    ),
  ];
}

const drawBody = ({ type, schema }: Body, schemas: Schemas): HTMLElement =>
  element(
    'div',
    { class: 'body' },
    element('h3', { class: 'mono' }, type),
    drawShape(shapeOf(schema, schemas)),
  );

/** The answer of success is shown with an example; problems look the same everywhere. */
function drawAnswer({ status, says, bodies }: Answer, schemas: Schemas): HTMLElement {
  const isDone = /^2/.test(status);
  const head = element('summary', {}, element('span', { class: 'status' }, status), ' ', says);
  const own = isDone ? bodies : bodies.filter(({ type }) => !type.includes('problem'));
  const inside = own.flatMap(body => [drawBody(body, schemas), ...answerExample(body, schemas)]);
  const problem = own.length < bodies.length ? [element('p', {}, ...prose(PROBLEM))] : [];
  return element('details', { class: 'card', open: isDone }, head, ...inside, ...problem);
}

const PROBLEM = 'A [problem](#guide-errors) as `application/problem+json`.';

const answerExample = ({ type, schema }: Body, schemas: Schemas): HTMLElement[] =>
  type.endsWith('json')
    ? [codeBlock('Example of an answer', pretty(exampleOf(schema, { schemas, fields: 'all' }))).root]
    : [];
