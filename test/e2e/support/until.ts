/** Waits until something holds, asking again and again, up to a deadline; answers with what it last saw. */
export async function until<T>(
  look: () => Promise<T> | T,
  holds: (seen: T) => boolean,
  withinMs = 30_000,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (performance.now() > deadline)
      throw new Error(`it did not come about; last seen: ${JSON.stringify(seen)}`);
    await new Promise(next => setTimeout(next, 25));
  }
}
