import { afterAll, describe, expect, test } from '@jest/globals';
import { metricsNamespace, type RingingDecision } from '../../shared/contracts/metrics.ts';
import { clockQueues, consumers } from '../../shared/events/consumers.ts';
import { MINUTE } from '../../shared/kernel/instant.ts';
import { templatesOf } from '../infra/support/stage.ts';
import { type Alarm, alarmsIn, metricName } from '../support/alarms.ts';
import { everyNth, show } from '../support/shown.ts';
import { product } from './product.ts';
import { ringOf, troubleOf, troubles } from './trouble.ts';
import { type Watched, watch, watchedWorld } from './watched-world.ts';
import type { World, WorldSettings } from './world.ts';

// The alarms alone are read here; test/infra has the templates looked through.
process.env['CDK_VALIDATION'] = 'false';
const alarms = alarmsIn(templatesOf('prod'));
const HEALTHY = 15 * MINUTE;
const LIMIT = 10 * MINUTE;

const lambda = (name: string, fn: string) =>
  metricName('AWS/Lambda', name, { FunctionName: `firstcall-${fn}` });
const ageOf = (queue: string) =>
  metricName('AWS/SQS', 'ApproximateAgeOfOldestMessage', { QueueName: `firstcall-${queue}` });
const decided = (decision: RingingDecision) =>
  metricName(metricsNamespace('prod'), decision, { service: 'decisions' });
const toDlq = (consumer: string) =>
  metricName('AWS/Events', 'InvocationsSentToDlq', {
    EventBusName: 'firstcall',
    RuleName: `firstcall-${consumer}-rule`,
  });

/** Switched on by `off`: from then on runs of one name meet a table that answers no query. */
function failing(run: string): Pick<Watched, 'settings' | 'off'> {
  let broken = false;
  const sabotage: WorldSettings['sabotage'] = (ports, { name }) =>
    broken && name === run
      ? {
          ...ports,
          table: { ...ports.table, query: async () => Promise.reject(new Error('service unavailable')) },
        }
      : ports;
  return {
    settings: { sabotage },
    off: () => {
      broken = true;
    },
  };
}

/** The mail service takes no mail any more. */
function noMail(result: { result: 'later' | 'refused'; why: string }): Pick<Watched, 'settings' | 'off'> {
  let broken = false;
  const sabotage: WorldSettings['sabotage'] = ports =>
    broken ? { ...ports, mail: { send: async () => result } } : ports;
  return {
    settings: { sabotage },
    off: () => {
      broken = true;
    },
  };
}

const watched: readonly Watched[] = [
  {
    name: 'sweep',
    off: world => {
      world.off.sweep = true;
    },
    rings: { metric: lambda('Invocations', 'sweep'), heading: 'watcher-silent' },
  },
  {
    name: 'auditor',
    off: world => {
      world.off.audit = true;
    },
    rings: { metric: lambda('Invocations', 'auditor'), heading: 'watcher-silent' },
  },
  {
    name: 'sweep that fails',
    ...failing('sweep'),
    rings: { metric: lambda('Errors', 'sweep'), heading: 'watcher-fails' },
  },
  {
    name: 'auditor that fails',
    ...failing('audit'),
    rings: { metric: lambda('Errors', 'auditor'), heading: 'watcher-fails' },
  },
  {
    name: 'relay',
    off: world => world.stream.pause(true),
    rings: {
      metric: metricName(metricsNamespace('prod'), 'sweep.facts', { service: 'sweep' }),
      heading: 'relay-does-not-run',
    },
  },
  ...clockQueues.map(queue => ({
    name: `clock ${queue}`,
    off: (world: World) => world.queues[queue]?.pause(true),
    rings: { metric: ageOf(queue), heading: 'queue-falls-behind' },
  })),
  ...consumers
    .filter(consumer => product.facts[consumer])
    .flatMap(consumer => [
      {
        name: `consumer ${consumer}`,
        off: (world: World) => world.queues[consumer]?.pause(true),
        rings: { metric: ageOf(consumer), heading: 'queue-falls-behind' },
      },
      {
        name: `rule of ${consumer}`,
        off: (world: World) => void world.bus.broken.add(consumer),
        rings: { metric: toDlq(consumer), heading: 'rule-cannot-deliver' },
      },
    ]),
  {
    name: 'push services that refuse',
    off: world => {
      world.channels.push = () => ({ status: 403 });
    },
    rings: { metric: decided('push-failed'), heading: 'pushes-fail' },
  },
  {
    name: 'push services that do not answer',
    off: world => {
      world.channels.push = () => ({ status: 'timeout' });
    },
    rings: { metric: decided('push-later'), heading: 'pushes-fail' },
  },
  {
    name: 'mail service that refuses',
    ...noMail({ result: 'refused', why: 'MessageRejected' }),
    rings: { metric: decided('mail-failed'), heading: 'mails-fail' },
  },
  {
    name: 'mail service out of order',
    ...noMail({ result: 'later', why: 'ServiceUnavailable' }),
    rings: { metric: decided('mail-later'), heading: 'mails-fail' },
  },
];

const figures: { name: string; alarm: string; minutes: number }[] = [];
afterAll(() => {
  console.info(
    figures.map(({ name, alarm, minutes }) => `${name}: ${alarm} after ${minutes.toFixed(1)} min`).join('\n'),
  );
  const slowest = Math.max(...figures.map(({ minutes }) => minutes));
  const late = figures.filter(({ minutes }) => !(minutes <= LIMIT / MINUTE)).length;
  const figure = `${figures.length} watchers switched off, one at a time: the right alarm rang each time, the slowest after ${slowest.toFixed(1)} min; none in a healthy run`;
  show({
    ...{ goal: 10, name: 'watchers', seeds: '91', failed: figures.length > 0 ? late : 1 },
    runs: `${figures.length} of ${alarms.length} alarms; why the subject of each other one is not is said in test/simulation/watchers.test.ts`,
    figure,
  });
});

describe('a watcher that is switched off rings within ten minutes, and nothing rang before', () => {
  test.each(everyNth('WATCH_EVERY', watched).map(one => [one.name, one] as const))(
    '%s',
    async (name, { settings, off, rings }) => {
      const alarm = alarms.find(
        ({ metric, heading }) => metric === rings.metric && heading === rings.heading,
      );
      expect(alarm).toBeDefined();
      const world = await watchedWorld(settings);
      const rang = watch(world, alarms);
      await world.run({ until: world.clock.now() + HEALTHY });
      expect([...rang.keys()]).toEqual([]);
      off(world);
      const at = world.clock.now();
      const rangAt = () => rang.get(alarm?.id ?? '');
      while (rangAt() === undefined && world.clock.now() < at + 2 * LIMIT)
        await world.run({ until: world.clock.now() + MINUTE });
      const minutes = ((rangAt() ?? Number.POSITIVE_INFINITY) - at) / MINUTE;
      figures.push({ name, alarm: rings.heading, minutes });
      expect(minutes).toBeLessThanOrEqual(LIMIT / MINUTE);
    },
    60_000,
  );
});

/** Alarms that no scenario here reaches, by their metric, and why; each is shown to ring when its figure is bad. */
const notSimulated: readonly (readonly [RegExp, string])[] = [
  [/^AWS\/ApiGateway /, 'what APIs and sockets answered is counted by the gateway; no request is made here'],
  [/^AWS\/SES /, 'the reputation of the sender is worked out by the mail service over hours'],
  [/^AWS\/DynamoDB |Lambda Throttles/, 'capacity that is used up is the account’s'],
  [
    /NumberOfMessagesVisible .*-(dead|lost)$/,
    'dead letters come after a hundred tries, over hours; a rule’s come at once',
  ],
  [/AgeOfOldestMessage .*-(dead|lost)$/, 'comes after seven days'],
  [
    /QueueName=firstcall-(intake|mail-events|unmatched)$/,
    'what outside writes into is not part of the simulation',
  ],
  [
    /RuleName=firstcall-(intake|mail-events|unmatched)-/,
    'what outside writes into is not part of the simulation',
  ],
  [/FailedInvocations /, 'counts what has no dead letters to go to; all rules have some'],
  [/Lambda Errors /, 'functions behind APIs and streams run without their entries here'],
  [/Lambda IteratorAge /, 'a stream that is read late; one that is not read at all is the relay’s scenario'],
  [
    / auditor\.| sweep\.stuck /,
    'says what is late behind a part that is off, which rings sooner by its queue',
  ],
  [/service=decisions$/, 'counts one decision of the product, which has tests of its own'],
];

describe('every other alarm', () => {
  const reached = new Set(watched.map(({ rings }) => rings.metric));
  const others = alarms.filter(({ metric }) => !reached.has(metric));

  test('is named with the reason why its subject is not switched off here', () => {
    const named = (metric: string) => notSimulated.some(([pattern]) => pattern.test(metric));
    expect(others.filter(({ metric }) => !named(metric)).map(({ metric }) => metric)).toEqual([]);
    const unused = notSimulated.filter(([pattern]) => !others.some(({ metric }) => pattern.test(metric)));
    expect(unused).toEqual([]);
    expect(reached.size + others.length).toBeGreaterThanOrEqual(alarms.length - 2);
  });

  test('rings in time when its figure is what an operator calls trouble, and not while it is calm', () => {
    const rung = alarms.map(ringOf);
    const wrong = rung.filter(one => one.wrong !== undefined);
    const soon = rung.filter(({ minutes }) => minutes <= LIMIT / MINUTE);
    show({
      ...{ goal: 10, name: 'alarms in what an operator calls trouble', failed: wrong.length },
      runs: `${alarms.length} of ${alarms.length} alarms as the templates have them, their figures published by the minute; arithmetic alone, nothing is switched off`,
      figure: `${wrong.length} silent, late or rung in calm; ${soon.length} rang within ten minutes, ${rung.length - soon.length} about the sender’s good name within ${Math.max(...rung.map(({ minutes }) => minutes))}`,
    });
    expect(wrong.map(({ alarm, wrong: why }) => `${alarm.id} ${why}`)).toEqual([]);
    expect(troubles.filter(one => !alarms.some(alarm => troubleOf(alarm) === one))).toEqual([]);
  });

  test('is found out when it asks for far too much, for far too long, or for nothing', () => {
    const missed = (change: (alarm: Alarm) => Partial<Alarm>) =>
      alarms.filter(alarm => ringOf({ ...alarm, ...change(alarm) }).wrong === undefined).map(({ id }) => id);
    const above = (alarm: Alarm) => !alarm.below;
    expect(
      missed(alarm => (above(alarm) ? { threshold: alarm.threshold * 100 } : { threshold: -1 })),
    ).toEqual([]);
    expect(missed(() => ({ periods: 100 }))).toEqual([]);
    expect(missed(alarm => (above(alarm) ? { threshold: 0 } : { threshold: 100 }))).toEqual([]);
  });
});
