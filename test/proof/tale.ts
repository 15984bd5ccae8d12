import type { Fact, Follow } from '../../shared/events/envelope.ts';
import { type Instant, SECOND } from '../../shared/kernel/instant.ts';
import type { Row } from '../../shared/store/table.ts';
import { product, seedCompany } from '../simulation/product.ts';
import { simulate, type World, type WorldPorts, type WorldSettings } from '../simulation/world.ts';
import { type Asked, askRoute, type Told } from './api.ts';
import { notedSteps } from './steps.ts';

/** A world in which a tale is told: what comes from outside, and what people ask of the API. */
export type Tale = {
  readonly world: World;
  /** Asks a route by its id and waits for the answer; an answer that is no success is a fault of the tale. */
  ask(route: string, asked: Asked): Promise<Told['body']>;
  /** The same where a refusal is what the tale is about. */
  refused(route: string, asked: Asked, status: number): Promise<Told['body']>;
  fact(follow: Follow, accountId: string, occurredAt?: Instant): Fact;
  /** Hands a message to a function that no queue of the world stands before; one that it throws back is a fault of the tale. */
  hand(name: string, work: (ports: WorldPorts) => Promise<unknown>): Promise<void>;
  /** Time goes by, and everything that is due happens. */
  pass(milliseconds: number): Promise<void>;
  rows(type: string): readonly Row[];
};

const failing = (status: number) => status >= 500;

/** The example company with its first morning; every step from here on is noted. */
export async function beginTale(seed: number, settings: Partial<WorldSettings> = {}) {
  const noted = notedSteps();
  const world = simulate({ seed, wiring: product, onStep: noted.onStep, ...settings });
  noted.follow(world);
  await seedCompany(world, { expireHours: 24 });
  const acted = async <T>(name: string, work: (ports: WorldPorts) => Promise<T>): Promise<T> => {
    const acting = world.act(name, work);
    let ended: Awaited<typeof acting> | undefined;
    void acting.then(done => {
      ended = done;
    });
    while (!ended) await world.run({ until: world.clock.now() + SECOND });
    if (ended.ended === 'well') return ended.value;
    throw new Error(`${name}: ${ended.ended === 'thrown' ? ended.error : ended.ended}`);
  };
  const told = (route: string, asked: Asked): Promise<Told> =>
    acted(`ask ${route}`, async ports => {
      const answer = await askRoute(ports, route, asked);
      // The caller sees an answer either way; the one who asks again is the caller.
      if (failing(answer.status))
        throw new Error(`${route}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer;
    });
  const tale: Tale = {
    world,
    async ask(route, asked) {
      const { status, body } = await told(route, asked);
      if (status >= 300) throw new Error(`${route}: ${status} ${JSON.stringify(body)}`);
      await world.settle();
      return body;
    },
    async refused(route, asked, status) {
      const answer = await told(route, asked);
      if (answer.status !== status)
        throw new Error(`${route}: ${answer.status} ${JSON.stringify(answer.body)}, not ${status}`);
      return answer.body;
    },
    async hand(name, work) {
      await acted(name, work);
      await world.settle();
    },
    fact: (follow, accountId, occurredAt) =>
      world.fact(follow, { accountId, ...(occurredAt === undefined ? {} : { occurredAt }) }),
    async pass(milliseconds) {
      await world.run({ until: world.clock.now() + milliseconds });
      await world.settle();
    },
    rows: type => [...world.table.rows()].filter(row => row.type === type),
  };
  return { tale, noted };
}
