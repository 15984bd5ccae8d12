const tags = ['h1', 'h2', 'p', 'ul', 'li', 'a', 'br'] as const;
export type MailTag = (typeof tags)[number];
export type Declaration = readonly [property: string, value: string];

/** A part of a mail: text, or one of the few elements that our mails are made of, with how it looks. */
export type MailPart =
  | string
  | {
      readonly tag: MailTag;
      readonly style: readonly Declaration[];
      readonly children: readonly MailPart[];
    };
type Open = { readonly tag: string; readonly style: readonly Declaration[]; readonly children: MailPart[] };

const properties = new Set([
  ...['margin', 'padding', 'padding-left', 'display', 'border-radius'],
  ...['font-size', 'font-weight', 'color', 'background', 'text-decoration'],
]);
/** A number, a word or a colour; no function, so that nothing is fetched. */
const plainValue = /^[#\w.% -]+$/;

/**
 * What stands in the body of one of our mails, to be drawn without being taken for a page: known elements with known
 * styles, and text. Everything else, such as attributes, scripts or where a link leads, is not there afterwards.
 */
export function mailParts(html: string): readonly MailPart[] {
  const body = /<main[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? '';
  const root: Open = { tag: 'main', style: [], children: [] };
  const open: Open[] = [root];
  for (const [, end, tag = '', attributes = '', text] of body.matchAll(
    /<(\/?)([A-Za-z]\w*)([^>]*)>|([^<]+)/g,
  )) {
    if (text !== undefined) addText(open, text);
    else if (end) close(open, tag);
    else begin(open, { tag, style: styleIn(attributes), children: [] });
  }
  while (open.length > 1) close(open, open.at(-1)?.tag ?? '');
  return root.children;
}

const isKnown = (tag: string): tag is MailTag => (tags as readonly string[]).includes(tag);

function addText(open: readonly Open[], text: string): void {
  const said = plain(text.replaceAll(/[ \t\r\n]+/g, ' '));
  if (said !== ' ' && open.every(({ tag }) => tag === 'main' || isKnown(tag)))
    open.at(-1)?.children.push(said);
}

function begin(open: Open[], element: Open): void {
  if (element.tag === 'br') open.at(-1)?.children.push({ ...element, tag: 'br' });
  else open.push(element);
}

function close(open: Open[], tag: string): void {
  const last = open.at(-1);
  if (open.length < 2 || last?.tag !== tag) return;
  open.pop();
  if (isKnown(last.tag)) open.at(-1)?.children.push({ ...last, tag: last.tag });
}

function styleIn(attributes: string): Declaration[] {
  const said = /\sstyle="([^"]*)"/.exec(attributes)?.[1] ?? '';
  return said
    .split(';')
    .map(one => one.split(':', 2).map(part => part.trim()))
    .flatMap(([property = '', value = '']) =>
      properties.has(property) && plainValue.test(value) ? [[property, value] as const] : [],
    );
}

const signs: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};
const plain = (text: string): string =>
  text.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, sign => signs[sign] ?? sign);
