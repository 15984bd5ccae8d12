import { format } from 'node:util';

type Body = () => unknown;
/** A hook may take a function that it calls when it is done. */
type Hook = (done: () => void) => unknown;

/** A describe, or the whole of a file: its hooks in the order written. */
export type Suite = {
  readonly name: string;
  readonly beforeAll: Body[];
  readonly beforeEach: Body[];
  readonly afterEach: Body[];
  readonly afterAll: Body[];
};

/** A test with the suites it stands in, the outermost first. Ids are unique and the same in every process. */
export type Test = {
  readonly id: string;
  readonly file: string;
  readonly suites: readonly Suite[];
  readonly body: Body;
};

const tests = new Map<string, Test[]>();
let file = '';
let running = '';
let open: Suite[] = [];

const newSuite = (name: string): Suite => ({
  name,
  beforeAll: [],
  beforeEach: [],
  afterEach: [],
  afterAll: [],
});

/** The tests of a file, which is loaded once; it says what it has through the functions below. */
export async function testsOf(path: string, load: () => Promise<unknown>): Promise<readonly Test[]> {
  const known = tests.get(path);
  if (known) return known;
  file = path;
  open = [newSuite('')];
  tests.set(path, []);
  await load();
  return tests.get(path) ?? [];
}

/** The file whose test runs. */
export const runningFile = (): string => running;
export const nowRuns = (test: Test): void => {
  running = test.file;
};

function addTest(name: string, body: Body): void {
  const own = tests.get(file) ?? [];
  const words = [...open.slice(1).map(suite => suite.name), name].join(' > ');
  own.push({ id: `${file}:${own.length} ${words}`, file, suites: [...open], body });
}

function addSuite(name: string, body: Body): void {
  open.push(newSuite(name));
  body();
  open.pop();
}

/** `each` as jest has it: a row that is a list stands for several arguments. */
function withEach(add: (name: string, body: Body) => void) {
  const each = (rows: readonly unknown[]) => (name: string, body: (...args: unknown[]) => unknown) => {
    for (const row of rows) {
      const args: readonly unknown[] = Array.isArray(row) ? row : [row];
      const places = name.match(/%[sdifjoO]/g)?.length ?? 0;
      add(format(name, ...args.slice(0, places)), () => body(...args));
    }
  };
  return Object.assign(add, { each });
}

const hook = (kind: 'beforeAll' | 'beforeEach' | 'afterEach' | 'afterAll') => (body: Hook) => {
  open.at(-1)?.[kind].push(body.length === 0 ? (body as Body) : () => new Promise<void>(body));
};

export const test = withEach(addTest);
export const describe = withEach(addSuite);
export const beforeAll = hook('beforeAll');
export const beforeEach = hook('beforeEach');
export const afterEach = hook('afterEach');
export const afterAll = hook('afterAll');
export { expect } from 'expect';
