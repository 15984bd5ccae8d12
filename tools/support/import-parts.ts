import { oneLine, ToolError } from './command.ts';

const ROWS_A_PART = 100;
const MAX_TRIES = 4;
const FIRST_PAUSE_MS = 500;

export type LineReport = {
  readonly line: number;
  readonly status: 'imported' | 'unchanged' | 'rejected';
  readonly accountId?: string;
  readonly serial?: string;
  readonly field?: string;
  readonly reason?: string;
};
type Import = {
  readonly url: string;
  readonly key: string;
  readonly rows: readonly unknown[];
  readonly say: (line: string) => void;
};

/** Sends the rows part by part; a part that got no answer is sent again, which changes nothing that was taken in. */
export async function importParts({ url, key, rows, say }: Import): Promise<LineReport[]> {
  const lines: LineReport[] = [];
  for (let at = 0; at < rows.length; at += ROWS_A_PART) {
    lines.push(...(await sendPart(`${url}?firstLine=${at + 1}`, key, rows.slice(at, at + ROWS_A_PART))));
    say(`${Math.min(at + ROWS_A_PART, rows.length)} of ${rows.length}`);
  }
  return lines;
}

async function sendPart(url: string, key: string, rows: readonly unknown[]): Promise<LineReport[]> {
  let last = '';
  for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
    try {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(rows) });
      const answer = (await response.json()) as { rows?: LineReport[]; title?: string; detail?: string };
      if (response.ok && answer.rows) return answer.rows;
      last = `${response.status} ${answer.detail ?? answer.title ?? ''}`;
      if (response.status < 500 && response.status !== 429) break;
    } catch (error) {
      last = oneLine(error);
    }
    await new Promise(done => {
      setTimeout(done, FIRST_PAUSE_MS * 2 ** attempt);
    });
  }
  throw new ToolError(
    `The import stopped: ${last}. Run it again when that is mended; what was taken in stays.`,
  );
}
