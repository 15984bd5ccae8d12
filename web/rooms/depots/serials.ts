/** Restated from the kernel's ids, whose file needs a server. */
const serialPattern = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/;

export const isSerial = (text: string): boolean => serialPattern.test(text);

export type ReadSerials = {
  /** Each once, in the order in which they were typed. */
  readonly serials: readonly string[];
  readonly repeated: readonly string[];
  readonly unreadable: readonly string[];
};

/** Serials pasted or typed one after another, with lines, spaces, commas or semicolons between them. */
export function readSerials(text: string): ReadSerials {
  const words = text.split(/[\s,;]+/).filter(word => word !== '');
  const serials = new Set<string>();
  const repeated = new Set<string>();
  const unreadable = new Set<string>();
  for (const word of words) {
    if (!isSerial(word)) unreadable.add(word);
    else if (serials.has(word)) repeated.add(word);
    else serials.add(word);
  }
  return { serials: [...serials], repeated: [...repeated], unreadable: [...unreadable] };
}

/** The same serial, whatever case a scanner or a hurried hand gave it. */
export const sameSerial = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();

/** Parts of at most so many, for calls that take no more at once. */
export function inParts<T>(all: readonly T[], most: number): readonly (readonly T[])[] {
  const parts: T[][] = [];
  for (let from = 0; from < all.length; from += most) parts.push(all.slice(from, from + most));
  return parts;
}
