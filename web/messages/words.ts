import type { HistoryEntry } from '../../shared/contracts/accounts-contract.ts';
import type { Messages } from './en.ts';
import type { FactParts } from './fact-parts.ts';

/** A kebab or camel word as a person would write it: `too-expensive` → `too expensive`. */
export const humanise = (word: string): string =>
  word
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-_.]+/g, ' ')
    .toLowerCase()
    .trim();

/** A product's id as its name: `lost-and-found` → `Lost and Found`. */
export const productName = (id: string): string =>
  humanise(id)
    .split(' ')
    .map(word => (['and', 'of', 'the'].includes(word) ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(' ');

/** The word that a table of messages has for a key; a key it does not know is shown readably. */
export function wordFor(table: Readonly<Record<string, string>>, key: string): string {
  return Object.hasOwn(table, key) ? (table[key] ?? humanise(key)) : humanise(key);
}

export type Names = {
  readonly agent: (id: string) => string;
  readonly language: (tag: string) => string;
  readonly date: (instant: string | number) => string;
  /** Whom of the account an id means, where the account is at hand. */
  readonly contact?: (id: string) => string;
};

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const isInstantText = (value: string): boolean => /^\d{4}-\d{2}-\d{2}T/.test(value);

/** What happened, in one sentence. */
export function factSentence(
  entry: Pick<HistoryEntry, 'name' | 'data' | 'reason'>,
  m: Messages,
  names: Names,
): string {
  const { reason } = entry;
  const { name, data } = meantBy(entry);
  const date = (part: string) => (text(data[part]) ? names.date(text(data[part])) : '');
  const owner = text(data['ownerId']) || text(reason['ownerId']);
  const parts: FactParts = {
    product: text(data['product']) ? productName(text(data['product'])) : '…',
    endsAt: date('endsAt'),
    effectiveAt: date('effectiveAt'),
    until: date('until'),
    change: wordFor(m.changes, text(data['change'])),
    reason: humanise(text(data['reason'])),
    into: text(data['into']),
    owner: owner ? names.agent(owner) : m.common.nobody,
    plan: humanise(text(data['plan'])),
    kind: wordFor(m.calls.kinds, text(data['kind'])),
    ending: text(data['ending']) ? wordFor(m.calls.endings, text(data['ending'])) : '',
    rating: text(data['rating']),
    phase: wordFor(m.onboarding.phases, text(data['phase'])),
  };
  const sentences: Readonly<Record<string, (f: FactParts) => string>> = m.facts;
  const sentence = Object.hasOwn(sentences, name) ? sentences[name] : undefined;
  return sentence ? sentence(parts) : capitalised(humanise(name));
}

type Told = Pick<HistoryEntry, 'name' | 'data' | 'reason'>;

/** A fact that moved an onboarding is told as that, whatever it was that moved it. */
const meantBy = ({ name, data, reason }: Told): Pick<Told, 'name' | 'data'> =>
  typeof reason['phase'] === 'string' && !name.startsWith('journey.s')
    ? { name: 'journey.moved', data: reason }
    : { name, data };

const capitalised = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** Why somebody did something with a person, in the words that they typed. */
export const typedReason = ({ name, data }: Pick<HistoryEntry, 'name' | 'data'>): string =>
  name === 'person.erase-ordered' || name === 'person.given-out' ? text(data['reason']) : '';

/** Parts of a reason that only the machinery needs, or that the sentence says. */
const plumbing = new Set([
  'accountVersion',
  'ownerVersion',
  'version',
  'callId',
  'outreachId',
  'workId',
  'phase',
  'rating',
]);

/** Ids and numbers of a decision's reason as pairs of words. */
export function reasonParts(
  record: Readonly<Record<string, unknown>>,
  m: Messages,
  names: Names,
): { readonly label: string; readonly value: string }[] {
  return Object.entries(record).flatMap(([key, value]) => {
    if (plumbing.has(key)) return [];
    const shown = partText(key, value, { m, names });
    return shown === '' ? [] : [{ label: wordFor(m.parts, key), value: shown }];
  });
}

function partText(key: string, value: unknown, with_: { m: Messages; names: Names }): string {
  const { m, names } = with_;
  if (value === true) return m.common.yes;
  if (value === false) return m.common.no;
  if (Array.isArray(value))
    return value
      .map(part => partText(key, part, with_))
      .filter(Boolean)
      .join(', ');
  if (typeof value === 'number')
    return /At$|^at$|^until$|^from$/.test(key) && value > 1e12 ? names.date(value) : String(value);
  if (typeof value !== 'string') return '';
  if (/^((owner|agent|cover|recipient)Id|by|to)$/.test(key)) return names.agent(value);
  if (/^languages?$/.test(key)) return names.language(value);
  if (key === 'contactId') return names.contact?.(value) ?? value;
  if (key === 'contact' && value === 'erased') return m.persons.erased;
  if (key === 'product') return productName(value);
  if (/^(reason|why|cause|because)$/.test(key)) return wordFor(m.reasons, value);
  if (key === 'ending') return wordFor(m.outreach.endings, value);
  if (isInstantText(value)) return names.date(value);
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(value) ? humanise(value) : value;
}
