/** What a part must have shown: figures by their names, and how many bugs planted in its models were caught. */
export type Expected = { readonly figures: readonly string[]; readonly planted?: number };

const model = (name: string) => `model of ${name}`;

/** By part; what is shown at one size alone stands beside its size. */
export const expected: Readonly<Record<string, Expected & { readonly full?: readonly string[] }>> = {
  storms: { figures: ['storm over every capability'], full: ['great storm over every capability'] },
  outages: {
    figures: [
      'bus out of reach for six hours',
      'functions stopped for 25 hours',
      'functions stopped for six hours, then a surge',
      'mail service and push services out of order for six hours',
      'push services out of order for six hours',
      'queues out of reach of the bus for 25 hours',
      'relay and sweep off for 30 hours',
      'table out of reach for three hours',
      'table out of reach for three hours, then a surge',
      'routes asked while the table is out of reach',
    ],
  },
  'the main way, order, timers': {
    figures: [
      'the main way',
      'clocks of a device case',
      'history of an account',
      'what outreach hears',
      '10,000 timers, 1 % of the ticks dropped',
      '2,000 near timers',
      '20,000 timers in one minute',
      '300 timers armed anew for the same instant',
      'promises of device cases',
      'promises of device cases while everything stands for thirty hours',
      'relay and sweep off for thirty hours',
      'contended booking',
      'outcomes of intents',
      'mails that the mail service never reports',
      'sends of intents',
      'a burst for one person',
      'what is too old for a push of its own',
    ],
  },
  'kill points and planted bugs': {
    figures: [
      'auditor, with something stuck of most kinds',
      'every route, message and timer',
      'functions that the kill points reach',
      'life of a device case',
      'life of a sign-up',
      'life of notifications',
      'live socket: ticket, connecting, ping, hints, end',
      'relay',
      'search indexer',
      'sweep of what was left to send',
      'sweep that does all the work alone',
      '0-1-0 and today’s beside each other, a deployment',
      '0-1-0 and today’s beside each other, a deployment that is taken back and done again',
      'a day of 0-1-0',
      'events that 0-1-0 reads',
      'every tale beside 0-1-0',
      'facts of 0-1-0',
      'restored table of 0-1-0',
      'restored table of today',
      'today’s beside a release to come',
    ],
    planted: 55,
  },
  'models of calls and people': { figures: [model('slots'), model('person')], planted: 10 },
  'models of devices': {
    figures: [model('sla-clock'), model('sla-cases'), model('depot-stock')],
    planted: 41,
  },
  'models of the team': {
    figures: ['assignment', 'assignment-team', 'escalation', 'notification', 'outreach'].map(model),
    planted: 52,
  },
  'auditor and watchers': {
    figures: [
      'no false repairs',
      'stuck things found and mended',
      'figures of the product and dead letters',
      'alarms in what an operator calls trouble',
      'watchers',
    ],
  },
  'local engine': { figures: ['sign-ups on the local engine', 'bookings over HTTP on the local engine'] },
};

/** What the part was to show at this size and did not, a line each. */
export function notShown(part: string, size: string, shown: readonly string[]): string[] {
  const { figures = [], full = [], planted = 0 } = expected[part] ?? {};
  const wanted = size === 'full' ? [...figures, ...full] : figures;
  const caught = shown.filter(name => name.startsWith('planted')).length;
  return [
    ...wanted.filter(name => !shown.includes(name)),
    ...(caught < planted ? [`${planted - caught} of ${planted} planted bugs`] : []),
  ];
}
