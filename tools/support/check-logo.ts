import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';

export type Logo = {
  readonly type: 'svg' | 'png';
  readonly width: number;
  readonly height: number;
};

const MOST_BYTES = 64 * 1024;
const MOST_PIXELS = 2048;
/** Narrower or wider than this, a sign cannot be read in a line of text. */
const WIDEST = 8;

/** Shapes, colours and words; nothing that runs, loads, or shows a page within. */
const ELEMENTS = new Set(
  [
    ...['svg', 'g', 'defs', 'symbol', 'use', 'title', 'desc', 'style', 'switch'],
    ...['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'text', 'tspan'],
    ...['linearGradient', 'radialGradient', 'stop', 'clipPath', 'mask', 'pattern', 'metadata'],
    ...['filter', 'feGaussianBlur', 'feOffset', 'feBlend', 'feColorMatrix', 'feFlood', 'feComposite'],
  ].map(name => name.toLowerCase()),
);

/** What an SVG of ours may not have, each with its word. */
const FORBIDDEN: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/<!(doctype|entity)|<\?(?!xml[\s?])/i, 'a doctype, an entity or an instruction'],
  [/[\s"'/]on[a-z]+\s*=/i, 'a handler of events'],
  [/[\s:"'/]href\s*=\s*(?!["']#)/i, 'a link to something outside'],
  [/url\(\s*["']?(?!#)/i, 'an address in a style'],
  [/@import|javascript:|xml:base|\\/i, 'what may load or run something'],
  [/&#/, 'a character by its number'],
];

/**
 * Takes a logo that is safe to show and to open by itself: an SVG of drawing elements alone, without scripts, handlers
 * or anything from elsewhere, or a PNG; at most 64 KB, at most 2048 pixels a side, at most eight times as wide as high
 * or as high as wide. Else the refusal says what is wrong.
 */
export function checkLogo(bytes: Uint8Array, type: Logo['type']): Outcome<Logo, 'bad-logo'> {
  if (bytes.length > MOST_BYTES) return bad(`is larger than ${MOST_BYTES / 1024} KB`);
  const measured = type === 'png' ? pngSize(bytes) : svgSize(Buffer.from(bytes).toString('utf8'));
  if (typeof measured === 'string') return bad(measured);
  const { width, height } = measured;
  if (!(width > 0 && height > 0)) return bad('does not say how large it is');
  if (type === 'png' && Math.max(width, height) > MOST_PIXELS)
    return bad(`has more than ${MOST_PIXELS} pixels a side`);
  if (Math.max(width / height, height / width) > WIDEST)
    return bad(`is longer than ${WIDEST} times its other side`);
  return accepted({ type, width, height });
}

const bad = (problem: string) => refused('bad-logo', { problem });

type Size = { readonly width: number; readonly height: number };

function svgSize(text: string): Size | string {
  const forbidden = FORBIDDEN.find(([pattern]) => pattern.test(text));
  if (forbidden) return `has ${forbidden[1]}`;
  const names = [...text.matchAll(/<\/?\s*([A-Za-z_][\w.:-]*)/g)].map(([, name = '']) => name.toLowerCase());
  const strange = names.find(name => !ELEMENTS.has(name));
  if (strange !== undefined) return `has the element ${strange}`;
  const root = /<svg\b[^>]*>/i.exec(text)?.[0];
  if (root === undefined) return 'is no SVG';
  const box = /\sviewBox\s*=\s*["']\s*([-\d.\s,]+)["']/i
    .exec(root)?.[1]
    ?.trim()
    .split(/[\s,]+/)
    .map(Number);
  const side = (name: string) =>
    Number(new RegExp(`\\s${name}\\s*=\\s*["']([\\d.]+)(px)?["']`, 'i').exec(root)?.[1]);
  return box?.length === 4
    ? { width: box[2] ?? 0, height: box[3] ?? 0 }
    : { width: side('width'), height: side('height') };
}

/** Signature and the first chunk, which says width and height (PNG, Third Edition, sections 5.2 and 11.2.1). */
function pngSize(bytes: Uint8Array): Size | string {
  const data = Buffer.from(bytes);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  if (
    data.length < 33 ||
    !data.subarray(0, 8).equals(signature) ||
    data.toString('latin1', 12, 16) !== 'IHDR'
  )
    return 'is no PNG';
  return { width: data.readUInt32BE(16), height: data.readUInt32BE(20) };
}
