import { randomUUID } from 'node:crypto';
import { isUnsent } from '../../../shared/store/journal.ts';
import { accountPk, journalPrefix } from '../../../shared/store/keys.ts';
import type { Table } from '../../../shared/store/table.ts';
import { isAwake } from '../../../shared/store/wake.ts';
import { sendEvents, type Target } from '../send-events.ts';
import type { Answer } from './account.ts';
import { answer as answerTo, mendedBy } from './answer.ts';

/** The account that the canary is about; it never has a contact, an owner or a product of anybody. */
export const CANARY = 'firstcall-canary';
const PATIENCE_MS = 60_000;
const PAUSE_MS = 1_000;

type Waiting = { readonly now: () => number; readonly pause: (ms: number) => Promise<void> };

/**
 * Sends one fact about the canary account through the public intake, and follows it until its account's history has it
 * and everything that follows from it is handed over.
 */
export async function flyCanary(table: Table, target: Target, { now, pause }: Waiting): Promise<Answer> {
  const begun = now();
  const id = `canary-${randomUUID()}`;
  const event = {
    ...{ specversion: '1.0', id, source: 'https://firstcall.example/canary' },
    ...{ type: 'account.profile-updated', subject: CANARY, time: new Date(begun).toISOString(), data: {} },
  };
  const [answer] = await sendEvents(target, [event]);
  if (answer?.status !== 'accepted')
    return said(
      `was not accepted: ${answer?.reason ?? 'no answer'}`,
      'is the key right, and has it the scope events:write?',
    );
  while (now() < begun + PATIENCE_MS) {
    const { rows } = await table.query({ pk: accountPk(CANARY), prefix: `${journalPrefix}${answer.id}` });
    if (rows.length > 0 && rows.every(row => !isUnsent(row) && !isAwake(row)))
      return { check: 'canary', subject: `one fact, ${((now() - begun) / 1_000).toFixed(1)} s`, is: 'ok' };
    await pause(PAUSE_MS);
  }
  return said('was accepted and not handed over within a minute', 'see docs/runbook.md#queue-falls-behind');
}

const said = (wrong: string, todo: string): Answer =>
  mendedBy(todo, answerTo('canary', 'one fact', [[false, wrong]]));
