import type { Instant } from '../../shared/kernel/instant.ts';
import type { Row } from '../../shared/store/table.ts';
import type { RowChange } from '../../tools/memory/memory-table.ts';
import type { Work, World } from '../simulation/world.ts';

/** One message or one call as a function got it, with the table as it stood just then. */
export type Step = {
  readonly name: string;
  readonly at: Instant;
  /** So many changes of rows had gone before. */
  readonly position: number;
  readonly work: Work;
};

const placeOf = ({ pk, sk }: Row): string => `${pk}\n${sk}`;

/** Notes every step of a world, so that each can be taken again and again from where it began. */
export function notedSteps() {
  const changes: RowChange[] = [];
  const steps: Step[] = [];
  let world: World | undefined;
  return {
    steps,
    onStep: (name: string, work: Work): void => {
      if (world) steps.push({ name, at: world.clock.now(), position: changes.length, work });
    },
    /** From here on; call it before anything is written. */
    follow(followed: World): void {
      world = followed;
      world.table.onCommit(made => void changes.push(...made));
    },
    /** The rows at each step's beginning; steps are asked for in their order. */
    rowsBefore() {
      const rows = new Map<string, Row>();
      let position = 0;
      return (step: Step): Iterable<Row> => {
        for (; position < step.position; position++) {
          const { before, after } = changes[position] as RowChange;
          if (after) rows.set(placeOf(after), after);
          else if (before) rows.delete(placeOf(before));
        }
        return rows.values();
      };
    },
  };
}
export type NotedSteps = ReturnType<typeof notedSteps>;
