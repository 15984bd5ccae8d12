import { readFact } from '../../shared/events/catalog.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { accepted } from '../../shared/kernel/outcome.ts';
import type { Quarantined } from '../../shared/store/quarantine-store.ts';
import { checkMessage } from './check-message.ts';

/**
 * What was kept, checked as if it came just now: a producer's message as the ingress queue checks it, a fact of the
 * product bus as every worker does.
 */
export function checkAgain({ text, retaken }: Pick<Quarantined, 'text' | 'retaken'>, now: Instant) {
  const parsed = parse(text);
  if (retaken === 'fact') return readFact((parsed as { detail?: unknown } | undefined)?.detail);
  const checked = checkMessage(parsed, now);
  return checked.ok ? accepted<Fact>(checked.value.fact) : checked;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}
