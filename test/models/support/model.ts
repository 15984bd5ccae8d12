import fc from 'fast-check';
import { DAY, HOUR, MINUTE, SECOND } from '../../../shared/kernel/instant.ts';
import type { Table } from '../../../shared/store/table.ts';
import { DiedError, faulty, LostError, type Trouble } from './trouble.ts';

/** What every world has: a clock that only goes on, what is still on its way, and what was found wrong at once. */
export type World = {
  readonly clock: { now(): number; set(to: number): void };
  readonly table?: Table;
  /** Requests and messages that come later, in whatever order. */
  readonly late: Begun[];
  readonly wrong: string[];
  begun: number;
};
export type Begun = { readonly deed: unknown; readonly key: string };

/** What a deed works with: the table as it is today, and who it is by; the same deed again has the same key. */
export type Hands = { readonly table: Table; readonly key: string };

/** How a deed comes. `cut`: another deed is done whole between its reading and its commit. */
export type Way<D> =
  | { readonly is: 'once' | 'twice' | 'later' }
  | { readonly is: Trouble; readonly at: number; readonly by?: undefined }
  | { readonly is: 'cut'; readonly at: number; readonly by: D };

/** Says what is wrong, or nothing. Named by the number it has among the invariants: `4: a move is atomic`. */
export type Rules<W> = Readonly<Record<string, (world: W) => string | undefined>>;

export type Model<W extends World, D> = {
  readonly name: string;
  /** One of six worlds, where they differ. */
  readonly setup: (which: number) => W;
  readonly deeds: fc.Arbitrary<D>;
  /** The deeds as they were when the first histories were kept in `seeds`. */
  readonly formerDeeds?: fc.Arbitrary<D>;
  readonly perform: (world: W, deed: D, hands: Hands) => Promise<void>;
  /** Lets the time go by; ticks come as the model says. */
  readonly pass: (world: W, milliseconds: number, table: Table) => Promise<void>;
  readonly steps?: fc.Arbitrary<number>;
  /** Hold after each command, and the second lot once everything that was under way has come. */
  readonly always: Rules<W>;
  readonly atRest?: Rules<W>;
  readonly settle?: (world: W) => Promise<void>;
  /** Errors that a machine may end with, after which the deed comes again. */
  readonly mayFail?: (error: unknown) => boolean;
};

export type Said<D> =
  | { readonly do: 'deed'; readonly deed: D; readonly way: Way<D> }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'late'; readonly n: number };

/** A rule that does not hold. */
export class BrokenRule extends Error {
  override readonly name = 'BrokenRule';
}

const MOST_TRIES = 6;
const noTable: Table = { get: never, query: never, commit: never };
function never(): never {
  throw new TypeError('there is no table here');
}

/** How one actor reaches the table: at once, or when it is let through. */
export type Turn = (table: Table) => Table;
const atOnce: Turn = table => table;

export const anyStep: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: 0, max: 2 * SECOND }),
  fc.integer({ min: 1, max: 20 * 60 }).map(n => n * SECOND),
  fc.integer({ min: 1, max: 16 }).map(n => n * 15 * MINUTE),
  fc.integer({ min: 1, max: 72 }).map(n => n * HOUR),
  fc.integer({ min: 1, max: 9 }).map(n => n * DAY),
);

/** Everything that may come: a deed in one of its ways, time, or something that was on its way for long. */
function sayings<W extends World, D>({ deeds, steps = anyStep }: Model<W, D>): fc.Arbitrary<Said<D>> {
  const at = fc.nat({ max: 3 });
  const way: fc.Arbitrary<Way<D>> = fc.oneof(
    { weight: 11, arbitrary: fc.constant({ is: 'once' as const }) },
    { weight: 3, arbitrary: fc.record({ is: fc.constantFrom('twice' as const, 'later' as const) }) },
    { weight: 3, arbitrary: fc.record({ is: fc.constantFrom<Trouble>('lost', 'died', 'left'), at }) },
    { weight: 2, arbitrary: fc.record({ is: fc.constant('cut' as const), at, by: deeds }) },
  );
  return fc.oneof(
    { weight: 12, arbitrary: fc.record({ do: fc.constant('deed' as const), deed: deeds, way }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: steps }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('late' as const), n: fc.nat({ max: 9 }) }) },
  );
}

/** One command on the world; `books` is what the model itself keeps of it. */
class Command<W extends World, D> implements fc.AsyncCommand<object, W, true> {
  readonly model: Model<W, D>;
  readonly said: Said<D>;
  readonly turn: Turn;
  constructor(model: Model<W, D>, said: Said<D>, turn: Turn = atOnce) {
    this.model = model;
    this.said = said;
    this.turn = turn;
  }
  async check(): Promise<boolean> {
    return true;
  }
  async run(_books: object, world: W): Promise<void> {
    counts.commands++;
    await new Doing(this.model, world, this.turn).say(this.said);
    held(this.model, world, this.model.always);
  }
  toString(): string {
    return JSON.stringify(this.said);
  }
}

/** How many commands were run so far in this process. */
export const counts = { commands: 0 };

class Doing<W extends World, D> {
  private readonly model: Model<W, D>;
  private readonly world: W;
  private readonly turn: Turn;
  constructor(model: Model<W, D>, world: W, turn: Turn) {
    this.model = model;
    this.world = world;
    this.turn = turn;
  }
  private get table(): Table {
    return this.world.table ? this.turn(this.world.table) : noTable;
  }
  async say(said: Said<D>): Promise<void> {
    const { world } = this;
    if (said.do === 'pass') return this.model.pass(world, said.ms, this.table);
    if (said.do === 'deed') return this.begin(said.deed, said.way);
    const [one] = world.late.splice(world.late.length === 0 ? 0 : said.n % world.late.length, 1);
    if (one) await this.insist(one as { deed: D; key: string });
  }
  private async begin(deed: D, way: Way<D>): Promise<void> {
    const begun = { deed, key: `k${this.world.begun++}` };
    if (way.is === 'later') return void this.world.late.push(begun);
    if (!('at' in way)) {
      await this.insist(begun);
      return way.is === 'twice' ? this.insist(begun) : undefined;
    }
    const { by } = way;
    const cut = by && (() => this.begin(by, { is: 'once' }));
    const ended = await this.attempt(begun, faulty(this.table, { at: way.at, is: way.is, cut }));
    if (ended === 'done') return;
    if (way.is === 'left') this.world.late.push(begun);
    else await this.insist(begun);
  }
  /** Comes again until it is answered, as clients and queues do. */
  private async insist(begun: { deed: D; key: string }): Promise<void> {
    for (let n = 0; n < MOST_TRIES; n++)
      if ((await this.attempt(begun, { table: this.table })) === 'done') return;
    this.world.late.push(begun);
  }
  private async attempt(
    { deed, key }: { deed: D; key: string },
    { table, death }: { table: Table; death?: Promise<never> },
  ): Promise<'done' | 'again'> {
    try {
      const work = this.model.perform(this.world, deed, { table, key });
      await (death ? Promise.race([work, death]) : work);
      return 'done';
    } catch (error) {
      if (error instanceof LostError || error instanceof DiedError || this.model.mayFail?.(error))
        return 'again';
      throw error;
    }
  }
}

function held<W extends World, D>({ name }: Model<W, D>, world: W, rules: Rules<W>): void {
  if (world.wrong.length > 0) throw new BrokenRule(`${name} ${world.wrong[0]}`);
  for (const [rule, look] of Object.entries(rules)) {
    const wrong = look(world);
    if (wrong !== undefined) throw new BrokenRule(`${name} ${rule} – ${wrong}`);
  }
}

/** What is still on its way comes, and then everything holds. */
async function comeToRest<W extends World, D>(model: Model<W, D>, world: W): Promise<void> {
  const doing = new Doing(model, world, atOnce);
  for (let n = 0; world.late.length > 0 && n < 500; n++) await doing.say({ do: 'late', n: 0 });
  await model.settle?.(world);
  held(model, world, { ...model.always, ...model.atRest });
}

/** One after another: up to so many commands. */
export const oneByOne = <W extends World, D>(model: Model<W, D>, maxCommands = 100) =>
  fc.asyncProperty(
    fc.nat({ max: 5 }),
    fc.commands<object, W, true>([sayings(model).map(said => new Command(model, said))], {
      maxCommands,
      size: 'max',
    }),
    async (which, commands) => {
      const world = model.setup(which);
      await fc.asyncModelRun(() => ({ model: {}, real: world }), commands);
      await comeToRest(model, world);
    },
  );

/** Two to six actors, each with a list of their own, who come to the table in the order of a scheduler. */
export const atTheSameTime = <W extends World, D>(model: Model<W, D>, each = 8) =>
  fc.asyncProperty(
    fc.nat({ max: 5 }),
    fc.scheduler(),
    fc.array(fc.array(sayings(model), { minLength: 1, maxLength: each, size: 'max' }), {
      minLength: 2,
      maxLength: 6,
      size: 'max',
    }),
    async (which, scheduler, actors) => {
      const world = model.setup(which);
      const turn = scheduled(scheduler);
      const all = actors.map(list =>
        fc.asyncModelRun(
          () => ({ model: {}, real: world }),
          list.map(said => new Command(model, said, turn)),
        ),
      );
      await scheduler.waitFor(Promise.all(all));
      await comeToRest(model, world);
    },
  );

const scheduled =
  (scheduler: fc.Scheduler): Turn =>
  table => {
    const turn = (what: string) => scheduler.schedule(Promise.resolve(), what);
    return {
      get: key => turn('get').then(() => table.get(key)),
      query: query => turn('query').then(() => table.query(query)),
      commit: set => turn('commit').then(() => table.commit(set)),
    };
  };
