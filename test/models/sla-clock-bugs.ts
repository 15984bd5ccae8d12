import type { Mark } from '../../shared/domain/time/sla-clock.ts';
import type { Row } from '../../shared/store/table.ts';
import type { MemoryTable } from '../../tools/memory/memory-table.ts';
import { SLOT } from '../support/sla-oracle.ts';
import { type Held, type Product, policies, realProduct } from './sla-clock-world.ts';

/** A clock that goes on while the customer is waited for. */
export const restless: Product = {
  ...realProduct,
  read: given =>
    realProduct.read({ ...given, marks: given.marks.filter(({ is: what }) => what !== 'waiting') }),
};

/** A case that is looked at when its first promise said. */
export const faithful: Product = {
  ...realProduct,
  act: given => {
    const { nextAt: first } = realProduct.act({ ...given, targets: policies[0] ?? [] });
    const acted = realProduct.act(given);
    return acted.nextAt === undefined || first === undefined ? acted : { ...acted, nextAt: first };
  },
};

/** A breach is what is late by today's promise. */
export const forgetful: Product = {
  ...realProduct,
  verdict: given => realProduct.verdict({ ...given, records: [] }),
};

/** Somebody looks again every hour, whatever the clocks say. */
export const restive: Product = {
  ...realProduct,
  act: given => ({ nextAt: given.now + 4 * SLOT, ...realProduct.act(given) }),
};

/** Once a breach was said nobody looks again, whatever else runs. */
export const weary: Product = {
  ...realProduct,
  act: given => {
    const { nextAt, ...acted } = realProduct.act(given);
    const isOver = given.records.some(one => one.is === 'breached');
    return { ...acted, ...(isOver || nextAt === undefined ? {} : { nextAt }) };
  },
};

/** Whoever comes last wins the case. */
export const careless = (table: MemoryTable): MemoryTable => ({
  ...table,
  commit: set =>
    table.commit({
      ...set,
      writes: set.writes.map(write => (write.do === 'put' ? { do: 'put', row: write.row } : write)),
    }),
});

const unpaused = ({ marks, ...given }: Parameters<Product['read']>[0]) =>
  realProduct.read({ ...given, marks: marks.filter(({ is }) => is !== 'waiting') }).deadline;

/** A pause stops the clock and leaves its end where it was. */
export const steadfast: Product = {
  ...realProduct,
  read: given => {
    const [reading, deadline] = [realProduct.read(given), unpaused(given)];
    return deadline === undefined ? reading : { ...reading, deadline };
  },
};

/** A pause moves the end by the time on the wall, whether or not anybody was at work. */
export const onTheWall: Product = {
  ...realProduct,
  read: given => {
    const [reading, deadline] = [realProduct.read(given), unpaused(given)];
    const waited = Object.values(reading.pausedMs).reduce((sum, ms) => sum + ms, 0);
    return deadline === undefined ? reading : { ...reading, deadline: deadline + waited };
  },
};

/** What is done in no leg is in no sum. */
export const nameless: Product = {
  ...realProduct,
  legSpent: given => {
    const { '-': _none, ...legs } = realProduct.legSpent(given);
    return legs;
  },
};

/** A leg does not end where no other one begins, and what comes then is its own. */
export const endless: Product = {
  ...realProduct,
  legSpent: given => {
    if (given.target.leg !== undefined) return realProduct.legSpent(given);
    const marks = given.marks.filter(mark => mark.is !== 'leg' || mark.leg !== '-');
    return realProduct.legSpent({ ...given, marks });
  },
};

/** The leg that was left answers for what comes next. */
export const behind: Product = {
  ...realProduct,
  legSpent: given => {
    const sums: Record<string, number> = {};
    let left = '-';
    for (const { leg = '-', ms } of realProduct.read(given).steps) {
      sums[left] = (sums[left] ?? 0) + ms;
      left = leg;
    }
    return sums;
  },
};

type Written = Held & Pick<Row, 'pk' | 'sk'>;
/** A case that is written otherwise. */
const written =
  (change: (after: Written, before: Held | undefined) => Partial<Held>) =>
  (table: MemoryTable): MemoryTable => ({
    ...table,
    commit: set =>
      table.commit({
        ...set,
        writes: set.writes.map(write => {
          if (write.do !== 'put') return write;
          const before = table.peek(write.row) as unknown as Held | undefined;
          return { ...write, row: { ...write.row, ...change(write.row as unknown as Written, before) } };
        }),
      }),
  });

/** A pause that is over is cleared away. */
export const tidy = written(({ marks }) =>
  marks.at(-1)?.is === 'working'
    ? { marks: marks.filter(({ is }) => is !== 'waiting' && is !== 'working') }
    : {},
);

/** A fact that comes again happens again when it was heard. */
export const echoing: Product = {
  ...realProduct,
  read: given => {
    const isAgain = ({ id, is }: Mark, n: number) =>
      given.marks.findIndex(one => one.id === id && one.is === is) < n;
    const marks = given.marks.map((mark, n) =>
      isAgain(mark, n) ? { ...mark, id: `${mark.id}+`, at: mark.recordedAt } : mark,
    );
    return realProduct.read({ ...given, marks });
  },
};

/** Who was warned is warned again at every look. */
export const nagging: Product = {
  ...realProduct,
  act: given => realProduct.act({ ...given, records: given.records.filter(({ is }) => is !== 'warned') }),
};

/** A warning that is late is no warning. */
export const tactful: Product = {
  ...realProduct,
  act: given => {
    const { records, ...acted } = realProduct.act(given);
    return { ...acted, records: records.filter(one => one.is !== 'warned' || one.at === given.now) };
  },
};

/** Whatever is heard after a breach takes it back. */
export const forgiving = written(({ marks, records }, before) =>
  before && marks.length > before.marks.length
    ? { records: records.filter(one => one.is !== 'breached' || !before.records.includes(one)) }
    : {},
);
