import { ApiError } from '../api/problem.ts';
import type { Messages } from '../messages/messages.ts';
import { wordFor } from '../messages/words.ts';

/** A failure in the reader's words: what it is, and what to do. */
export type Explained = { readonly title: string; readonly advice: string };

/** Puts a problem of the API into words; what a refusal says by name goes before its number. */
export function explain(error: unknown, m: Messages): Explained {
  if (!(error instanceof ApiError)) return { title: m.errors.broken, advice: m.errors.brokenDo };
  const { status, refusal, detail, field } = error.problem;
  const byStatus = statusWords(status, m);
  if (refusal) {
    const known = Object.hasOwn(m.refusals, refusal);
    const words = known ? wordFor(m.refusals, refusal) : (detail ?? wordFor(m.refusals, refusal));
    const advice = refusal === 'stale' ? `${words} ${m.errors.staleDo}` : sentence(words);
    return { title: (refusal === 'stale' ? byStatus?.title : undefined) ?? m.errors.refused, advice };
  }
  if (byStatus) return byStatus;
  if (status >= 500) return { title: m.errors.broken, advice: m.errors.brokenDo };
  return { title: m.errors.invalid(field?.replace(/^(body|query)\./, '') ?? ''), advice: detail ?? '' };
}

const sentence = (words: string) =>
  `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? '' : '.'}`;

function statusWords(status: number, { errors }: Messages): Explained | undefined {
  const table: Readonly<Record<number, Explained>> = {
    0: { title: errors.offline, advice: errors.offlineDo },
    401: { title: errors.signedOut, advice: errors.signedOutDo },
    403: { title: errors.forbidden, advice: errors.forbiddenDo },
    404: { title: errors.missing, advice: errors.missingDo },
    409: { title: errors.stale, advice: errors.staleDo },
    413: { title: errors.tooLarge, advice: errors.tooLargeDo },
    429: { title: errors.tooMany, advice: errors.tooManyDo },
  };
  return table[status];
}
