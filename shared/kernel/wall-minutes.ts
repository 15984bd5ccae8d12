const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Minutes from one wall time `HH:MM` to the next other one: what does not end after it begins runs overnight. */
export function wallMinutes([from, to]: readonly [string, string]): number {
  const minutes = minutesOf(to) - minutesOf(from);
  return minutes > 0 ? minutes : minutes + 1_440;
}
