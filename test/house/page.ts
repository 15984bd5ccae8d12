import { rooms } from './rooms.ts';

const named = (shares: Readonly<Record<string, 'all' | 'types'>>): string =>
  Object.entries(shares)
    .map(([name, share]) => `${name}${share === 'types' ? ' *(types)*' : ''}`)
    .join(', ') || '–';

/** The rows of the page's table of rooms, as the rules have them. */
export const roomRows = (): string[] =>
  rooms.map(({ name, rooms: others, packages }) => `| ${name} | ${named(others)} | ${named(packages)} |`);

/** A table's row without the spaces that line its columns up. */
export const unpadded = (line: string): string => line.replace(/ +/g, ' ').trim();
