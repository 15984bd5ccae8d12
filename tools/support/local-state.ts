import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What the local start leaves for the tools: where it is, and a key to send events with. */
export type LocalState = {
  /** Address of the console, such as http://localhost:4600. */
  readonly origin: string;
  readonly apiKey: string;
  /** Address of the local engine, which answers the AWS APIs. */
  readonly endpoint: string;
};

/** Folder of the running copy, below the project; one beside it has another: FIRSTCALL_PLACE=.local/second npm start. */
export const LOCAL_DIR = process.env['FIRSTCALL_PLACE'] ?? '.local';
const LOCAL = new URL(`../../${LOCAL_DIR}/`, import.meta.url);
const STATE = new URL('state.json', LOCAL);
/** Offset of the local stage's clock in milliseconds, as `npm run clock` keeps it. */
const CLOCK = new URL('clock-offset', LOCAL);

/** What the local start wrote, if it ever ran. */
export function readLocalState(): LocalState | undefined {
  try {
    return JSON.parse(readFileSync(STATE, 'utf8')) as LocalState;
  } catch {
    return undefined;
  }
}

export function writeLocalState(state: LocalState): void {
  mkdirSync(dirname(STATE.pathname), { recursive: true });
  writeFileSync(STATE, `${JSON.stringify(state, undefined, 2)}\n`, { mode: 0o600 });
}

/** How far the local stage's clock is ahead, in milliseconds. */
export function localClockOffset(): number {
  try {
    const offset = Number(readFileSync(CLOCK, 'utf8'));
    return Number.isFinite(offset) ? offset : 0;
  } catch {
    return 0;
  }
}

/** Moves the local stage's clock: the functions read the file at each call. */
export function writeLocalClockOffset(offset: number): void {
  writeFileSync(CLOCK, String(Math.round(offset)));
}
