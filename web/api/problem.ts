import type { Problem } from '../../shared/contracts/common.ts';

/** What went wrong with a call; status 0 means that no answer came at all. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}

export const unreachable = (): ApiError =>
  new ApiError({ type: 'about:blank', title: 'no connection', status: 0 });

export const isProblem = (error: unknown, status: number): boolean =>
  error instanceof ApiError && error.problem.status === status;

/** Reads an answer that is not a success; never throws, whatever came (a proxy's page included). */
export async function problemFrom(response: Response): Promise<ApiError> {
  const plain: Problem = {
    type: 'about:blank',
    title: response.statusText || `status ${response.status}`,
    status: response.status,
  };
  try {
    const said: unknown = await response.json();
    return new ApiError(isObject(said) ? { ...plain, ...textParts(said), ...slotsOf(said) } : plain);
  } catch {
    return new ApiError(plain);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function textParts(said: Record<string, unknown>): Partial<Problem> {
  const parts = ['title', 'detail', 'field', 'refusal', 'by'] as const;
  return Object.fromEntries(
    parts.flatMap(part => (typeof said[part] === 'string' ? [[part, said[part]]] : [])),
  );
}

/** Times that are free instead, as far as they are times. */
function slotsOf({ slots }: Record<string, unknown>): Pick<Problem, 'slots'> {
  if (!Array.isArray(slots)) return {};
  const isSlot = (one: unknown): one is { from: string; to: string } =>
    isObject(one) && [one['from'], one['to']].every(at => !Number.isNaN(Date.parse(String(at))));
  return { slots: slots.filter(isSlot) };
}
