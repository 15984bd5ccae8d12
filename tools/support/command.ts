import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** What the caller of a tool got wrong, as one line that says what to do. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
}

type Spec<O extends ParseArgsOptionsConfig> = { readonly usage: string; readonly options: O };

/** Reads a tool's flags and words. `--help` prints the usage and ends the tool. */
export function readFlags<const O extends ParseArgsOptionsConfig>(
  { usage, options }: Spec<O>,
  argv = process.argv.slice(2),
) {
  if (argv.includes('--help') || argv.includes('-h')) {
    console.log(usage.trim());
    process.exit(0);
  }
  try {
    return parseArgs({ args: argv, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new ToolError(`${oneLine(error)} (--help shows what there is)`);
  }
}

/** Runs a tool; what goes wrong is said in one line, and the exit code is 1 unless said otherwise. */
export async function runTool(main: () => Promise<void>, failed = 1): Promise<void> {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof ToolError ? error.message : `It failed: ${oneLine(error)}`);
    process.exitCode = failed;
  }
}

export function oneLine(error: unknown): string {
  const { message, name } = error instanceof Error ? error : new Error(String(error));
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${message || name}${cause}`.split('\n')[0] ?? name;
}

/** The flag's value, or the line that says it is missing. */
export function needed(value: string | undefined, flag: string): string {
  if (value === undefined || value === '')
    throw new ToolError(`--${flag} is missing (--help shows what there is)`);
  return value;
}
