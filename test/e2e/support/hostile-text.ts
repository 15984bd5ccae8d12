import type { Route } from '../../../shared/contracts/define-route.ts';

const RUN = 'globalThis.hostileRan=(globalThis.hostileRan||0)+1';

/** Everything that somebody may type who wants a page to do what they say, in one text. */
const markup = [
  `"><img src=x onerror="${RUN}">`,
  `<script>${RUN}</script>`,
  `'><svg/onload=${RUN}>`,
  `<a href="javascript:${RUN}">press</a><iframe srcdoc="<script>${RUN}</script>"></iframe>`,
  '<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/">',
  '</style><style>*{display:none!important;background:url(https://evil.example/x)}</style>',
  `{{constructor.constructor('${RUN}')()}} \${${RUN}} <%= 7*7 %> #{7*7}`,
].join(' ');

/** By turns: markup, an address that runs, text that is very long, backwards, a name that every object has, unprintable. */
const texts: readonly ((text: string) => string)[] = [
  text => `${markup} ${text}`,
  text => `javascript:${RUN}//${text}`,
  text => `${text}${'W'.repeat(5_000)}`,
  text => `\u202e${text}\u2066 \u05d0\u05d1 ${markup}`,
  () => 'constructor',
  text => `\u0000\u0007\u001b[31m\u0085\ufeff${text}👩‍👩‍👧‍👦🏴‍☠️${'e\u0301\u0301\u0301'.repeat(40)}`,
  text => `${text};background:url(https://evil.example/x);position:fixed;inset:0}*{display:none}`,
];

/** The same text becomes the same hostile one wherever it stands, so that what belongs together still does. */
export function hostileTextOf(text: string): string {
  let sum = text.length;
  for (const letter of text) sum = (sum * 31 + letter.charCodeAt(0)) % 1_000_003;
  return (texts[sum % texts.length] as (text: string) => string)(text);
}

/** Words that the product itself chose: ids, kinds, languages, instants, days, zones, clock times, keys. */
const ownWord =
  /^([a-z0-9]+([-_.:/@][a-z0-9]+)*|\d{4}-\d\d.*|[A-Z][A-Za-z]+\/[A-Za-z_/]+|UTC|[A-Z]{2,3}|\d\d:\d\d|[A-Za-z0-9_-]{60,}|\+?\d+)$/;
/** What is said in such words too, although others chose them. */
const othersWord =
  /^(model|site|segment|role|company|product|platform|email|phone|serial|note|text|label|host)$/;
const isOwnKey = (key: string): boolean => /(^id|Id|Ids|^cursor|Token|^ticket|^pushKey|^zone)$/.test(key);

type Walk = { readonly key: string; readonly isFree: boolean };

/** Everything that people or other systems wrote, made hostile; what the product itself chose is kept. */
function hostile(value: unknown, { key, isFree }: Walk): unknown {
  if (typeof value === 'string') {
    if (isOwnKey(key) || value.startsWith('tel:')) return value;
    const free = isFree || othersWord.test(key);
    return ownWord.test(value) && !(free && !/^\d{4}-\d\d/.test(value)) ? value : hostileTextOf(value);
  }
  if (Array.isArray(value)) return value.map(one => hostile(one, { key, isFree }));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      hostile(one, { key: name, isFree: isFree || name === 'data' }),
    ]),
  );
}

type Path = readonly PropertyKey[];
const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((held, part) => (held as Record<PropertyKey, unknown> | undefined)?.[part], value);

function putBack(into: unknown, from: unknown, path: Path): void {
  const last = path.at(-1);
  const holder = at(into, path.slice(0, -1)) as Record<PropertyKey, unknown> | undefined;
  if (holder && last !== undefined) holder[last] = at(from, path);
}

/** An answer of a route with hostile text wherever its contract takes any text; the contract has the last word. */
export function hostileAnswer(route: Pick<Route, 'id' | 'answer'>, body: unknown): unknown {
  const plain = JSON.parse(JSON.stringify(body)) as unknown;
  const dressed = hostile(plain, { key: '', isFree: false });
  for (let turn = 0; turn < 20; turn++) {
    const checked = route.answer.safeParse(dressed);
    if (checked.success) return checked.data;
    for (const { path } of checked.error.issues) putBack(dressed, plain, path);
  }
  throw new Error(`${route.id}: no hostile text fits`);
}
