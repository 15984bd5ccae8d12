/** Why the last reading, or the last deed, came to nothing. */
export type ReadTrouble = 'offline' | 'broken';
export type ActTrouble = 'not-arrived' | 'broken' | 'too-many' | 'refused';

/** What a status says of a reading; 0 when nothing came. */
export const readTrouble = (status: number): ReadTrouble => (status === 0 ? 'offline' : 'broken');

/** What a status says of a deed; 0 when nothing came. */
export function actTrouble(status: number): ActTrouble {
  if (status === 0) return 'not-arrived';
  if (status === 429) return 'too-many';
  return status < 500 ? 'refused' : 'broken';
}
