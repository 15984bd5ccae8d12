import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { ROOT, tailOf } from '../../tools/local/engine.ts';
import { choosePort } from '../../tools/local/engine-state.ts';
import { clientConfig } from '../../tools/local/place.ts';
import { LOCAL_PASSWORD, type Product, type ProductOptions, runProduct } from '../../tools/local/product.ts';
import { advance } from '../../tools/support/advance-clock.ts';
import { type ApiClient, signIn } from '../../tools/support/api-client.ts';
import { sendEvents } from '../../tools/support/send-events.ts';
import { exampleSettings } from './team.ts';

/** Seconds after which an unseen notification is mailed in these tests. */
export const MAIL_AFTER_SECONDS = 5;

export type TestProduct = Product & {
  send(
    type: string,
    given: { subject: string; id?: string; time?: number; data?: Record<string, unknown> },
  ): ReturnType<typeof sendEvents>;
  as(agentId: string): Promise<ApiClient>;
  /** Moves the stage's clock to be ahead by so much. */
  ahead(milliseconds: number): void;
  /** How far it is ahead. */
  lead(): number;
  /** Lets time pass on the whole stage, from due instant to due instant. */
  pass(milliseconds: number): Promise<number>;
};

/** How long a start may take before the tests give up: the first one deploys every stack. */
export const START_LIMIT = 600_000;
const PATIENCE = START_LIMIT - 60_000;

/** A folder of the tests' own; who runs tests beside another run names another place for theirs. */
export const testPlace = (name: string): string =>
  `.local/${process.env['FIRSTCALL_TEST_PLACE'] ?? 'test'}-${name}`;

/**
 * The whole product on an engine, a port and a folder of the tests' own, as if just deployed: the first test of a run
 * deploys it and keeps a copy, from which the next ones begin.
 */
export async function startTestProduct(
  given: Pick<ProductOptions, 'nodeOptions'> = {},
): Promise<TestProduct> {
  const settings = exampleSettings();
  settings.notifications.mailFallbackSeconds = MAIL_AFTER_SECONDS;
  const dir = testPlace('product');
  const said: string[] = [];
  const start = { dir, port: await keptPort(), settings, say: (line: string) => said.push(line), ...given };
  const product = await inTime(startFrom(start), () => whereItStood(join(ROOT, dir), said));
  const origin = product.front.url;
  let offset = 0;
  const ahead = (milliseconds: number) => {
    offset = milliseconds;
    writeFileSync(product.clockFile, String(offset));
  };
  ahead(0);
  return {
    ...product,
    ahead,
    lead: () => offset,
    pass: by =>
      advance({
        deployment: {
          config: clientConfig(product.engine.endpoint),
          output: name => product.outputs[name] ?? '',
        },
        by,
        offset: { read: () => offset, write: ahead },
        say: () => undefined,
      }),
    as: agentId => signIn(origin, settings.agents[agentId]?.email ?? '', LOCAL_PASSWORD),
    send: (type, { subject, id = `${type}-${subject}`, time = Date.now() + offset, data = {} }) =>
      sendEvents({ url: `${origin}/api/v1/events`, key: product.apiKey }, [
        {
          specversion: '1.0',
          id,
          source: 'https://shop.example/test',
          type,
          subject,
          time: formatInstant(time),
          data,
        },
      ]),
  };
}

/** A start that hangs ends with what it had said and what its deploy said last. */
async function inTime<T>(started: Promise<T>, told: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, failed) => {
    timer = setTimeout(() => failed(new Error(told())), PATIENCE);
  });
  return Promise.race([started, late]).finally(() => clearTimeout(timer));
}

const whereItStood = (dir: string, said: readonly string[]): string =>
  [
    `The product did not start in ${PATIENCE / 1000} s. It had said:`,
    ...said,
    'The deploy had said:',
    tailOf(join(dir, 'engine/deploy.log'), 20),
  ].join('\n');

/** Starts from the copy; where that was of other sources, what was deployed instead becomes the copy. */
async function startFrom(start: ProductOptions): Promise<Product> {
  const [place, copy] = [join(ROOT, start.dir), join(ROOT, testPlace('deployed'))];
  take(copy, place);
  const product = await runProduct(start);
  if (deployedIn(place) === deployedIn(copy)) return product;
  await product.stop();
  take(place, copy);
  return runProduct(start);
}

const deployedIn = (place: string): string | undefined => {
  const file = join(place, 'engine/deployed.json');
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
};

/** What the command line wrote on its way is of no use to a copy. */
function take(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  if (existsSync(from))
    cpSync(from, to, { recursive: true, filter: path => !path.endsWith('/engine/cdk.out') });
}

/** The port of the run before, for the stacks know it; another one when it is taken. */
async function keptPort(): Promise<number> {
  const file = join(ROOT, testPlace('port'));
  const port = await choosePort(existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined, false);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, String(port));
  return port;
}
