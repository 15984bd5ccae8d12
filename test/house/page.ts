import { rooms } from './rooms.ts';

const named = (shares: Readonly<Record<string, 'all' | 'types'>>): string =>
  Object.entries(shares)
    .map(([name, share]) => `${name}${share === 'types' ? ' *(types)*' : ''}`)
    .join(', ') || '–';

/** The rows of the page's table of rooms, as the rules have them. */
export const roomRows = (): string[] =>
  rooms.map(({ name, rooms: others, packages }) => `| ${name} | ${named(others)} | ${named(packages)} |`);

/** A line of the page without its emphasis, escapes and padding. */
export const plain = (line: string): string =>
  line
    .replace(/[*_\\]/g, '')
    .replace(/[ -]+/g, ' ')
    .trim();
