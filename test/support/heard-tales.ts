import type { Asked } from '../proof/api.ts';
import { beginTale, type Tale } from '../proof/tale.ts';
import { PERSONAL_ROUTES, toldIn, undeclared } from './canaries.ts';

/** Too short to tell from other words, or said of companies too. */
export const isMarked = (text: string): boolean => text.length > 4;

/** Tells a tale and remembers what was said of people in it. */
export async function heard(tell: (tale: Tale) => Promise<void>, seed: number) {
  const { tale } = await beginTale(seed);
  const said = new Set<string>();
  const noting =
    <A extends readonly unknown[], T>(ask: (route: string, asked: Asked, ...more: A) => T) =>
    (route: string, asked: Asked, ...more: A): T => {
      if (PERSONAL_ROUTES.has(route)) for (const text of toldIn(asked.body)) said.add(text);
      return ask(route, asked, ...more);
    };
  const stood = new Map<string, readonly string[]>();
  tale.world.table.onCommit(changes => {
    const texts = [...said].filter(isMarked);
    for (const { after } of changes)
      if (after) for (const place of undeclared(after, texts)) stood.set(place, texts);
  });
  await tell({ ...tale, ask: noting(tale.ask), refused: noting(tale.refused) } as Tale);
  return { tale, said: [...said].filter(isMarked), stood };
}
