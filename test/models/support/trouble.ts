import type { Table } from '../../../shared/store/table.ts';

/** `lost`: a commit took, and its answer did not come. `died`: the run ended behind it; `left`: and comes again much later. */
export type Trouble = 'lost' | 'died' | 'left';

export class LostError extends Error {
  override readonly name = 'LostError';
}
export class DiedError extends Error {
  override readonly name = 'DiedError';
}

type Given = {
  /** At which commit, counted from 0. */
  readonly at: number;
  readonly is: Trouble | 'cut';
  readonly cut?: (() => Promise<void>) | undefined;
};

/** The table for one try of a deed, on which one thing goes wrong. Nothing of a run that died goes on. */
export function faulty(table: Table, given: Given): { table: Table; death: Promise<never> } {
  let commits = 0;
  let die: (error: Error) => void = () => {};
  const death = new Promise<never>((_, reject) => {
    die = reject;
  });
  death.catch(() => {});
  const commit: Table['commit'] = async set => {
    const isIt = commits++ === given.at;
    if (isIt && given.cut) await given.cut();
    const answer = await table.commit(set);
    if (!isIt || given.is === 'cut') return answer;
    if (given.is === 'lost') throw new LostError('the answer was lost');
    die(new DiedError('the run died'));
    return new Promise<never>(() => {});
  };
  return { table: { ...table, commit }, death };
}
