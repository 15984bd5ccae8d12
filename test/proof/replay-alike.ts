import type { LiveFrame } from '../../shared/contracts/session-contract.ts';
import type { Row } from '../../shared/store/table.ts';

/** Everything that may differ between a healthy run and one with a fault, each with the reason why that is right. */

const derivedIds = /\b[a-z]{2,6}_[\w-]{27}(?![\w-])/g;
const idsIn = new WeakMap<Row, readonly string[]>();
const idsOf = (row: Row): readonly string[] => {
  const found = idsIn.get(row) ?? JSON.stringify(row).match(derivedIds) ?? [];
  idsIn.set(row, found);
  return found;
};

/** Ids that chance gave, and those derived from them, are the same for all: how many there are is what counts. */
export function withoutChance(rows: readonly Row[]): (text: string) => string {
  const known = new Set(rows.flatMap(idsOf));
  return text =>
    text
      .replace(/_again\d+/g, '_again')
      .replace(derivedIds, id => (known.has(id) ? id : `${id.slice(0, -28)}_new`));
}

/** What a message says: not when it was made, for how long it is good, nor the token that is each link's own. */
export const bare = (message: string): string =>
  message.replace(
    /"ttlSeconds":\d+|actionToken\\":\\"[^"]*"|\b[\w-]{8}\.[\w-]{43}\b|#lnk_\w+|DTSTAMP:\w+/g,
    '',
  );

/** A console that is told once more that something changed reads it once more, that is all. */
export const isHint = (sent: string): boolean => sent.startsWith('hint ');
export const hintOf = (connectionId: string, frame: LiveFrame): string =>
  `hint ${JSON.stringify({ connectionId, ...frame, version: 0 })}`;

/**
 * A chat shows every repeat, so it is told once at most: an attempt whose answer was lost is the last one, whether it
 * arrived or not. The mail of whoever has not looked is not among what may be missing.
 */
export const isChat = (sent: string): boolean => sent.startsWith('chat ');
export const chatOf = (message: string): string => `chat ${message}`;
export const isChatDelivery = (sk: string): boolean => sk.startsWith('delivery#chat#');

/**
 * What nobody asked for, or a stranger typed in the address of, is written once at most: where nobody knows whether it went
 * out, it counts as gone, and its link and what the mail service reports of it with it.
 */
export const isWrittenOnce = (step: string): boolean => /^tellings (link|outreach)\./.test(step);
export const isLink = (row: string): boolean => row.includes('["type","link"]');
export const isReport = (row: string): boolean => row.includes('["type","mail-report"]');

/**
 * Fields that say how it came to be so, by type of row: attempts and tries are counted before they are made; a timer armed
 * once more for the same instant has another number; a browser that asks once more is written once more.
 */
const asides: Readonly<Record<string, readonly string[]>> = {
  timer: ['epoch'],
  'subscription-owner': ['version'],
  'calendar-feed': ['version', 'tokenDigest'],
  telling: ['version', 'attempts', 'leaseUntil', 'detail', 'at'],
  'call-message': ['version', 'attempts', 'leaseUntil', 'detail', 'at'],
  'mail-report': ['at', 'expiresAt'],
  tries: ['tries'],
  'link-message': ['version', 'attempts', 'leaseUntil', 'detail', 'at', 'state', 'expiresAt'],
  'outreach-offer': ['version', 'attempts', 'leaseUntil', 'detail', 'at', 'state', 'expiresAt'],
};

/**
 * Rows that stand for a secret which is told once, by type of row, with the fields that follow from it: whoever did not hear
 * it can only ask for another, and of one that reached nobody nobody ever hears. More of them are as good as one.
 */
const secrets: Readonly<Record<string, readonly string[]>> = {
  link: ['pk', 'createdAt', 'until', 'expiresAt'],
  ticket: ['pk'],
  'calendar-feed-token': ['pk'],
};
/** The line that says that a secret was made. */
const tellsOfSecret = ({ type, decision }: Row): boolean => type === 'journal' && decision === 'feed-made';

/**
 * The rows that a step wrote or took away, each in one spelling, whatever the order of its parts; which shard wakes a row
 * follows from its ids.
 */
export function speltChanges(before: readonly Row[], after: readonly Row[]): string[] {
  const untouched = new Set(before);
  const places = new Set(before.map(placeOf));
  const changed = after.filter(row => !untouched.has(row));
  const isOwnSecret = (row: Row) =>
    (String(row.type) in secrets && !places.has(placeOf(row))) || tellsOfSecret(row);
  const kept = new Set(after.map(placeOf));
  return [
    ...changed.filter(row => !isOwnSecret(row)).map(row => spelt(row, asides[String(row.type)])),
    ...new Set(
      changed
        .filter(isOwnSecret)
        .map(row => spelt(row, secrets[String(row.type)]).replace(/_again\d+/g, '_again')),
    ),
    ...before.filter(row => !kept.has(placeOf(row))).map(row => `gone: ${placeOf(row)}`),
  ];
}

const placeOf = ({ pk, sk }: Row): string => `${pk} ${sk}`;

const spelt = (row: Row, without: readonly string[] = []): string =>
  JSON.stringify(
    Object.entries(row)
      .filter(([field]) => field !== 'commitId' && field !== 'wakeShard' && !without.includes(field))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
