import type { EventAnswer } from '../../shared/contracts/intake-contract.ts';
import { oneLine, ToolError } from './command.ts';

export type Target = { readonly url: string; readonly key: string };

const PER_REQUEST = 50;
const MAX_TRIES = 5;
const FIRST_PAUSE_MS = 100;

/**
 * Sends CloudEvents to the intake in batches and answers for each, in order. What the product could not take just
 * now is sent again with growing pauses: only that, under the same ids, so nothing counts twice.
 */
export async function sendEvents(target: Target, events: readonly unknown[]): Promise<EventAnswer[]> {
  const answers: EventAnswer[] = [];
  for (let at = 0; at < events.length; at += PER_REQUEST)
    answers.push(...(await untilTaken(target, events.slice(at, at + PER_REQUEST))));
  return answers.map((answer, index) => ({ ...answer, index }));
}

async function untilTaken(target: Target, events: readonly unknown[]): Promise<EventAnswer[]> {
  const answers: EventAnswer[] = [];
  let waiting = events.map((_, at) => at);
  for (let attempt = 1; waiting.length > 0; attempt++) {
    const said = await post(
      target,
      waiting.map(at => events[at]),
    );
    waiting.forEach((at, place) => {
      answers[at] = said?.[place] ?? { index: at, status: 'rejected', reason: 'try-again' };
    });
    waiting = waiting.filter(at => answers[at]?.reason === 'try-again');
    if (waiting.length === 0 || attempt === MAX_TRIES) break;
    await new Promise(done => setTimeout(done, FIRST_PAUSE_MS * 2 ** attempt));
  }
  return answers;
}

/** One request. No answer means that it is worth another try. */
async function post({ url, key }: Target, events: readonly unknown[]): Promise<EventAnswer[] | undefined> {
  const headers = { 'content-type': 'application/cloudevents-batch+json', authorization: `Bearer ${key}` };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(events) }).catch(error => {
    throw new ToolError(
      `Nothing answers at ${url} (${oneLine(error)}): is npm start running, or is --url wrong?`,
    );
  });
  const said = (await answer.json().catch(() => ({}))) as {
    events?: EventAnswer[];
    title?: string;
    detail?: string;
  };
  if (said.events) return said.events;
  if (answer.status === 429 || answer.status >= 500) return undefined;
  if (answer.status === 401 || answer.status === 403)
    throw new ToolError(
      `The key was not accepted (${answer.status}): it needs the scope events:write and must not be revoked or too old.`,
    );
  throw new ToolError(`${url} answered ${answer.status} ${said.title ?? ''} ${said.detail ?? ''}`.trim());
}
