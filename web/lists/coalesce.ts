type After = (ms: number, run: () => void) => () => void;

/** Many calls in a short time become one run at the end of it; a call during a run makes one more run. */
export function coalesce(run: () => Promise<unknown>, ms: number, after: After): () => void {
  let waiting = false;
  let running = false;
  let again = false;
  const start = async () => {
    waiting = false;
    running = true;
    await run().catch(() => undefined);
    running = false;
    if (again) call();
  };
  const call = () => {
    if (running) {
      again = true;
      return;
    }
    again = false;
    if (waiting) return;
    waiting = true;
    after(ms, () => void start());
  };
  return call;
}
