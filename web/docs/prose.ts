import { element } from '../customer/element.ts';

export type ProsePart =
  | { readonly is: 'text' | 'code'; readonly text: string }
  | { readonly is: 'link'; readonly text: string; readonly to: string };

const marks = /`([^`]+)`|\[([^\]]+)\]\(([#/][^)\s]*)\)/g;

/** A text taken apart: `code`, [words that lead](#somewhere) inside this site, and what is plain. */
export function proseParts(text: string): ProsePart[] {
  const parts: ProsePart[] = [];
  let from = 0;
  for (const { 0: whole, 1: code, 2: words = '', 3: to = '', index } of text.matchAll(marks)) {
    if (index > from) parts.push({ is: 'text', text: text.slice(from, index) });
    parts.push(code === undefined ? { is: 'link', text: words, to } : { is: 'code', text: code });
    from = index + whole.length;
  }
  if (from < text.length) parts.push({ is: 'text', text: text.slice(from) });
  return parts;
}

/** `65536 bytes` as `64 KB`. */
export const sizeWords = (text: string): string =>
  text.replace(/(\d+) bytes/g, (whole, digits: string) => {
    const kilobytes = Number(digits) / 1024;
    if (!Number.isInteger(kilobytes)) return whole;
    return kilobytes % 1024 === 0 ? `${kilobytes / 1024} MB` : `${kilobytes} KB`;
  });

/** The same as nodes; text is always text. */
export const prose = (text: string): Node[] =>
  proseParts(text).map(part => {
    if (part.is === 'link') return element('a', { href: part.to }, part.text);
    return part.is === 'code' ? element('code', {}, part.text) : document.createTextNode(part.text);
  });
