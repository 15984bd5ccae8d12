import type { Documents, Message, Operation, Parameter, SampleFact, Schema } from './documents.ts';

/** Who may call: with an API key of a scope, or a signed link instead; somebody signed in; or whoever has what it asks. */
export type Caller =
  | { readonly is: 'machine'; readonly scope: string; readonly orLink: boolean }
  | { readonly is: 'staff'; readonly role: string | undefined }
  | { readonly is: 'anybody' };
export type Body = { readonly type: string; readonly schema: Schema };
export type Answer = { readonly status: string; readonly says: string; readonly bodies: readonly Body[] };

export type RoutePage = {
  readonly is: 'route';
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly method: string;
  /** Below the API's root. */
  readonly path: string;
  readonly summary: string;
  readonly caller: Caller;
  readonly parameters: readonly Parameter[];
  readonly bodies: readonly Body[];
  readonly bodySays: string | undefined;
  readonly answers: readonly Answer[];
};
export type EventPage = {
  readonly is: 'event';
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** One that a company's systems send; the product emits the others. */
  readonly sent: boolean;
  readonly consumers: readonly string[];
  readonly data: Schema;
  readonly sample: SampleFact;
};
export type Page = RoutePage | EventPage;
export type Group<P extends Page> = { readonly title: string; readonly pages: readonly P[] };

export type Reference = {
  readonly version: string;
  readonly routes: readonly Group<RoutePage>[];
  readonly events: readonly Group<EventPage>[];
  readonly byId: ReadonlyMap<string, Page>;
};

/** What the documents say, as pages: each route by its id, each event by its name. */
export function referenceOf({ openApi, asyncApi }: Documents): Reference {
  const routes = inGroups(
    Object.entries(openApi.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => routeOf(path, method, operation)),
    ),
  );
  const { messages, schemas } = asyncApi.components;
  const pages = Object.entries(messages).flatMap(([key, message]) => eventOf(key, message, schemas));
  const events = [
    { title: 'Facts that you send', pages: pages.filter(({ sent }) => sent) },
    { title: 'Facts that the product emits', pages: pages.filter(({ sent }) => !sent) },
  ];
  const all: Page[] = [...routes, ...events].flatMap(({ pages }) => [...pages]);
  return { version: openApi.info.version, routes, events, byId: new Map(all.map(one => [one.id, one])) };
}

function routeOf(path: string, method: string, operation: Operation): RoutePage {
  const { operationId: id, summary, parameters = [], requestBody, responses } = operation;
  return {
    is: 'route',
    id,
    title: sentence(id),
    group: operation.tags[0] ?? '',
    method: method.toUpperCase(),
    path,
    summary,
    caller: callerOf(operation),
    parameters,
    bodies: bodiesIn(requestBody?.content),
    bodySays: requestBody?.description,
    answers: Object.entries(responses).map(([status, { description, content }]) => ({
      status,
      says: description,
      bodies: bodiesIn(content),
    })),
  };
}

const bodiesIn = (content: Readonly<Record<string, { schema: Schema }>> = {}): Body[] =>
  Object.entries(content).map(([type, { schema }]) => ({ type, schema }));

function callerOf({ security }: Operation): Caller {
  const scope = security.find(one => one['machine'])?.['machine']?.[0];
  if (scope !== undefined) return { is: 'machine', scope, orLink: security.some(one => one['link']) };
  const staff = security.flatMap(one => (one['staff'] ? [one['staff'][0]] : []));
  if (staff.length === 0) return { is: 'anybody' };
  return { is: 'staff', role: staff.length > 1 ? staff.join('-or-') : staff[0] };
}

const titles: Readonly<Record<string, string>> = {
  intake: 'Facts',
  'live-ticket': 'Live updates',
  session: 'Signing in',
  views: 'Search and overviews',
};

/** Routes of one capability together, in the order of the document. */
function inGroups(pages: readonly RoutePage[]): Group<RoutePage>[] {
  const groups = new Map<string, RoutePage[]>();
  for (const page of pages) groups.set(page.group, [...(groups.get(page.group) ?? []), page]);
  return [...groups].map(([group, of]) => ({ title: titles[group] ?? sentence(group), pages: of }));
}

/** `post-events` as `Post events`. */
const sentence = (id: string): string => `${id.charAt(0).toUpperCase()}${id.slice(1)}`.replaceAll('-', ' ');

/** What is put on the other bus is the same event said in another way; frames of the live socket are no events. */
function eventOf(key: string, message: Message, schemas: Readonly<Record<string, Schema>>): EventPage[] {
  const sample = message.examples?.[0]?.payload;
  if (sample === undefined) return [];
  const { name, title, 'x-from': from, 'x-consumers': consumers = [] } = message;
  const data = schemas[`${key}Data`] ?? {};
  return [
    { is: 'event', id: name, title: name, summary: title, sent: from === 'outside', consumers, data, sample },
  ];
}

/** All that one may look a page up by. */
const textOf = (page: Page): string =>
  page.is === 'event'
    ? `${page.id} ${page.summary} event fact`
    : `${page.title} ${page.id} ${page.method} ${page.path} ${page.summary} ${page.group} ${callerText(page.caller)}`;

const callerText = (caller: Caller): string =>
  caller.is === 'machine' ? `key ${caller.scope}` : caller.is === 'staff' ? `staff ${caller.role ?? ''}` : '';

/** The ids of pages that have every word of what was typed; undefined when nothing was. */
export function found(reference: Reference, typed: string): ReadonlySet<string> | undefined {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return undefined;
  const hits = [...reference.byId.values()].filter(page => {
    const text = textOf(page).toLowerCase();
    return wanted.every(word => text.includes(word));
  });
  return new Set(hits.map(({ id }) => id));
}
