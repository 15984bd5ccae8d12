import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Builds the console as it is deployed, into a folder of its own; answers with the folder. */
export async function buildConsole(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'firstcall-console-'));
  const vite = `${root}node_modules/vite/bin/vite.js`;
  const args = [vite, 'build', '--config', `${root}web/vite.config.ts`, '--outDir', folder, '--emptyOutDir'];
  await promisify(execFile)(process.execPath, args, {
    cwd: root,
  });
  return folder;
}
