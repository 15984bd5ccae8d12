import { digest } from '../kernel/id.ts';
import type { Refused } from '../kernel/outcome.ts';
import { lists, quarantineKey, timeKey } from './keys.ts';
import type { Ports } from './ports.ts';

/** As much of a foreign text as is kept to recognise it; the rest may hold anything. */
const KEPT_CHARACTERS = 2_000;
const KEPT_DAYS = 30;

/**
 * Keeps, once, what can never be handled: with its reason, size and origin. The key is the text's digest, so a
 * redelivery finds itself. `kept` is what is stored in the place of a text that may be about a person.
 */
export const quarantine =
  ({ table, clock, ids }: Ports) =>
  async (given: { origin: string; text: string; kept?: string; reason: Refused<string> }): Promise<void> => {
    const id = digest(given.origin, given.text);
    const now = clock.now();
    const { field, problem } = given.reason.detail ?? {};
    const row = {
      ...quarantineKey(id),
      type: 'quarantine',
      at: now,
      origin: given.origin,
      reason: given.reason.refusal,
      ...(field === undefined ? {} : { field: String(field) }),
      ...(problem === undefined ? {} : { problem: String(problem) }),
      bytes: Buffer.byteLength(given.text),
      text: (given.kept ?? given.text).slice(0, KEPT_CHARACTERS),
      list: lists.quarantine,
      listKey: timeKey(now, id),
      expiresAt: Math.floor(now / 1000) + KEPT_DAYS * 86_400,
    };
    await table.commit({
      commitId: ids.random('cmt'),
      writes: [{ do: 'put', row, when: { is: 'absent' }, orElse: 'already-done' }],
    });
  };
