import type { EventDefinition } from '../../shared/events/define-event.ts';
import { all, asList, type Check, refOf } from './templates.ts';

type Words = readonly (string | { 'anything-but': string | readonly string[] })[];
export type Pattern = { source?: Words; 'detail-type'?: Words };
type Rule = {
  EventPattern?: Pattern;
  EventBusName?: unknown;
  Targets?: { Arn: unknown }[];
};
type Target = { Arn: unknown };
type Sent = { readonly source: string; readonly name: string };
/** One rule of the product bus: what it takes, and the names of the queues that it puts it on. */
export type Way = { readonly takes: Pattern; readonly queues: readonly string[] };

const wordMatches = (words: Words | undefined, text: string): boolean =>
  words === undefined ||
  words.some(word =>
    typeof word === 'string' ? word === text : !asList(word['anything-but']).includes(text),
  );

const matches = ({ source, 'detail-type': type }: Pattern, sent: Sent): boolean =>
  wordMatches(source, sent.source) && wordMatches(type, sent.name);

/** Each event, and what the catalog does not know, with the queues that it must reach and those that it reaches. */
export function reaching(catalog: readonly EventDefinition[], source: string, rules: readonly Way[]) {
  const expected = [
    ...catalog.map(({ name, consumers }) => ({
      sent: { source, name },
      to: [...consumers].sort().join(', '),
    })),
    { sent: { source, name: 'nobody.knows' }, to: 'unmatched' },
    { sent: { source: 'a.stranger', name: catalog[0]?.name ?? '' }, to: 'unmatched' },
  ];
  return expected.map(({ sent, to }) => {
    const queues = rules.filter(({ takes }) => matches(takes, sent)).flatMap(rule => rule.queues);
    const reached = queues.map(name => name.replace(/^firstcall-(dev-)?/, '')).sort();
    return { sent: `${sent.source} ${sent.name}`, to, reached: reached.join(', ') };
  });
}

/** Each event of the catalog reaches exactly the queues of its consumers; what the catalog does not know is caught. */
export const rulesFollowCatalog =
  (catalog: readonly EventDefinition[], source: string, ingress: RegExp): Check =>
  templates => {
    const names = new Map(
      all<{ QueueName: string }>(templates, 'AWS::SQS::Queue').map(({ id, is }) => [id, is.QueueName]),
    );
    const targetsOf = ({ Targets }: Rule): string[] =>
      asList(Targets).map(target => names.get(refOf((target as Target).Arn) ?? '') ?? '?');
    const rules = all<Rule>(templates, 'AWS::Events::Rule').flatMap(({ is }) =>
      is.EventPattern && !ingress.test(JSON.stringify(is.EventBusName))
        ? [{ takes: is.EventPattern, queues: targetsOf(is) }]
        : [],
    );
    return reaching(catalog, source, rules)
      .filter(({ to, reached }) => reached !== to)
      .map(({ sent, to, reached }) => `${sent}: reaches [${reached}], should reach [${to}]`);
  };
