import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../tools/local/engine.ts';
import { buildWeb } from '../../../tools/local/web.ts';
import { testPlace } from '../../support/product.ts';

/** Longer than any build takes: whoever held the lock so long has died. */
const STALE = 5 * 60_000;

/** The console as it is deployed, built once for all tests of the same sources, one worker at a time; answers with its folder. */
export async function buildConsole(): Promise<string> {
  const folder = join(ROOT, testPlace('console'));
  const lock = `${folder}-lock`;
  mkdirSync(join(ROOT, '.local'), { recursive: true });
  while (!taken(lock)) await new Promise(next => setTimeout(next, 100));
  try {
    await buildWeb(() => undefined, { folder, mark: `${folder}-built` });
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
  return folder;
}

function taken(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const held = statSync(lock, { throwIfNoEntry: false });
    if (held && Date.now() - held.mtimeMs > STALE) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}
