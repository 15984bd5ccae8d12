type After = (ms: number, run: () => void) => () => void;

/** Runs that follow one another in a storm keep at most so long a distance; after so long a quiet they begin anew. */
const STORM_MS = 1_000;

/**
 * Many calls in a short time become one run at the end of it; a call during a run makes one more run. While calls keep
 * coming the runs keep a distance that doubles up to a second, so that a storm costs no more than one run a second.
 */
export function coalesce(run: () => Promise<unknown>, ms: number, after: After): () => void {
  let waiting = false;
  let running = false;
  let again = false;
  let inARow = 0;
  let stopQuiet: () => void = () => undefined;
  const start = async () => {
    waiting = false;
    running = true;
    await run().catch(() => undefined);
    running = false;
    inARow += 1;
    if (again) call();
    else
      stopQuiet = after(STORM_MS, () => {
        inARow = 0;
      });
  };
  const call = () => {
    if (running) {
      again = true;
      return;
    }
    again = false;
    if (waiting) return;
    waiting = true;
    stopQuiet();
    after(Math.max(ms, Math.min(STORM_MS, ms * 2 ** inARow)), () => void start());
  };
  return call;
}
