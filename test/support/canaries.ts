import { isWithin } from '../../shared/domain/persons/parts.ts';
import { type PersonalType, personal } from '../../shared/store/personal.ts';
import type { Row } from '../../shared/store/table.ts';

/** Parts of requests in which somebody says something about a customer's person. */
const TOLD = new Set([
  ...['name', 'company', 'email', 'phone', 'contactName', 'contactEmail', 'contactPhone'],
  ...['about', 'notes', 'text', 'note', 'why'],
]);

/** Routes by which customers and those who speak with them say something of a person; others name the company's own. */
export const PERSONAL_ROUTES: ReadonlySet<string> = new Set([
  ...['put-contact', 'create-account', 'post-import', 'post-events', 'request-callback', 'ask-callback'],
  ...['change-callback', 'give-feedback', 'act-on-call', 'plan-call', 'log-call', 'agree-strategy'],
  'judge-outreach',
]);

/** Every such text in a body, however deep it stands. */
export function toldIn(body: unknown): string[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([name, value]) =>
    TOLD.has(name) && typeof value === 'string' ? [value] : toldIn(value),
  );
}

/** Where in a row one of these texts stands: names of fields with dots between them. */
export function placesIn(row: Row, texts: readonly string[]): string[] {
  const said = JSON.stringify(row);
  const there = texts.filter(text => said.includes(JSON.stringify(text).slice(1, -1)));
  if (there.length === 0) return [];
  const below = (value: unknown, way: readonly string[]): string[] => {
    if (typeof value === 'string') return there.some(text => value.includes(text)) ? [way.join('.')] : [];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, part]) => below(part, [...way, name]));
  };
  return below(row, []);
}

/** Places that nobody declared, as type and place. */
export const undeclared = (row: Row, texts: readonly string[]): string[] =>
  placesIn(row, texts)
    .filter(
      place => !(personal[row['type'] as PersonalType]?.holds ?? []).some(path => isWithin(place, path)),
    )
    .map(place => `${row['type']} ${place}`);
