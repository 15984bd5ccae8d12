import type { Parameter } from './documents.ts';
import { exampleOf } from './example.ts';
import type { Caller, RoutePage } from './reference.ts';

/** One request of the API, without who asks. */
export type Call = {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
};
/** What was written for a request: parameters by place and name, and the body. */
export type Written = {
  readonly parameters: ReadonlyMap<Parameter, string>;
  readonly body?: { readonly type: string; readonly text: string } | undefined;
};

/** What stands in a parameter before anybody wrote there: what must be there has an example. */
export const writtenFirst = ({ parameters }: RoutePage): ReadonlyMap<Parameter, string> =>
  new Map(
    parameters.map(one => {
      const named = { type: 'object', properties: { [one.name]: one.schema }, required: [one.name] };
      const made = exampleOf(named, { schemas: {}, fields: 'required' }) as Record<string, unknown>;
      return [one, one.required ? String(made[one.name]) : ''];
    }),
  );

/** The request that was written. A part of the path that is empty stays as it is called. */
export function callOf({ method, path }: RoutePage, origin: string, written: Written): Call {
  const of = (place: Parameter['in']) =>
    [...written.parameters].filter(([one, value]) => one.in === place && value !== '');
  const filled = of('path').reduce(
    (text, [{ name }, value]) => text.replace(`{${name}}`, encodeURIComponent(value)),
    path,
  );
  const query = new URLSearchParams(of('query').map(([{ name }, value]) => [name, value]));
  const { body } = written;
  return {
    method,
    url: `${origin}/api${filled}${query.size > 0 ? `?${query}` : ''}`,
    headers: [
      ...of('header').map(([{ name }, value]) => [name.toLowerCase(), value] as const),
      ...(body ? [['content-type', body.type] as const] : []),
    ],
    ...(body ? { body: body.text } : {}),
  };
}

/** The variable of a shell that holds what is secret. */
const secretOf = (caller: Caller): string | undefined =>
  caller.is === 'machine' ? '$KEY' : caller.is === 'staff' ? '$TOKEN' : undefined;

/** A request as a line for a shell. */
export function curlOf({ method, url, headers, body }: Call, caller: Caller): string {
  const secret = secretOf(caller);
  return [
    `curl${method === 'GET' || (method === 'POST' && body !== undefined) ? '' : ` -X ${method}`} ${quoted(url)}`,
    ...(secret === undefined ? [] : [`-H "authorization: Bearer ${secret}"`]),
    ...headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`${isLines(headers) ? '--data-binary' : '-d'} ${quoted(body)}`]),
  ].join(' \\\n  ');
}

/** `-d` takes the ends of lines away, which JSON can do without. */
const isLines = (headers: Call['headers']): boolean => headers.some(([, value]) => value.startsWith('text/'));

export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

type Fact = {
  readonly id: unknown;
  readonly source: string;
  readonly type: string;
  readonly [more: string]: unknown;
};

/** An event as an entry of the bus that systems in AWS put facts on. */
export function putEventsOf({ specversion: _, source, type, ...detail }: Fact, bus: string): string {
  const entry = { EventBusName: bus, Source: source, DetailType: type, Detail: JSON.stringify(detail) };
  return `aws events put-events --entries ${quoted(JSON.stringify([entry], null, 2))}`;
}
