/** Which part of the plan is looked at: one week or four, from the Monday of a day, or from this week's. */
export type DutyPlace = { readonly weeks: 1 | 4; readonly from?: string | undefined };

/** Reads what the address bar says of the plan; a day that is none is this week. */
export function dutyPlaceOf(query: URLSearchParams): DutyPlace {
  const from = query.get('from') ?? '';
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(from) && !Number.isNaN(Date.parse(`${from}T00:00:00Z`));
  return { weeks: query.get('weeks') === '4' ? 4 : 1, ...(isDay ? { from } : {}) };
}

/** The path of a part of the plan. */
export function dutyPath({ weeks, from }: DutyPlace): string {
  const query = new URLSearchParams({
    ...(weeks === 4 ? { weeks: '4' } : {}),
    ...(from === undefined ? {} : { from }),
  });
  return query.size === 0 ? '/duty' : `/duty?${query}`;
}

const DAY_MS = 24 * 60 * 60_000;
const read = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const write = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The day so many days after another. */
export const dayAfter = (date: string, days: number): string => write(read(date) + days * DAY_MS);

/** The Monday of the week that a day is in. */
export const mondayOf = (date: string): string =>
  dayAfter(date, -((new Date(read(date)).getUTCDay() + 6) % 7));
