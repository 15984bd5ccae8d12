import type { EventDefinition } from '../../shared/events/define-event.ts';
import { all, asList, type Check, refOf } from './templates.ts';

type Words = readonly (string | { 'anything-but': string | readonly string[] })[];
type Rule = {
  EventPattern?: { source?: Words; 'detail-type'?: Words };
  EventBusName?: unknown;
  Targets?: { Arn: unknown }[];
};
type Sent = { readonly source: string; readonly name: string };

const wordMatches = (words: Words | undefined, text: string): boolean =>
  words === undefined ||
  words.some(word =>
    typeof word === 'string' ? word === text : !asList(word['anything-but']).includes(text),
  );

const matches = ({ EventPattern: pattern }: Rule, { source, name }: Sent): boolean =>
  pattern !== undefined && wordMatches(pattern.source, source) && wordMatches(pattern['detail-type'], name);

/** Each event of the catalog reaches exactly the queues of its consumers; what the catalog does not know is caught. */
export const rulesFollowCatalog =
  (catalog: readonly EventDefinition[], source: string, ingress: RegExp): Check =>
  templates => {
    const names = new Map(
      all<{ QueueName: string }>(templates, 'AWS::SQS::Queue').map(({ id, is }) => [id, is.QueueName]),
    );
    const rules = all<Rule>(templates, 'AWS::Events::Rule')
      .map(({ is }) => is)
      .filter(
        ({ EventPattern, EventBusName }) => EventPattern && !ingress.test(JSON.stringify(EventBusName)),
      );
    const reached = (sent: Sent): string =>
      rules
        .filter(rule => matches(rule, sent))
        .flatMap(({ Targets }) =>
          asList(Targets).map(target => names.get(refOf((target as Target).Arn) ?? '') ?? '?'),
        )
        .map(name => name.replace(/^firstcall-(dev-)?/, ''))
        .sort()
        .join(', ');
    const expected = [
      ...catalog.map(({ name, consumers }) => ({
        sent: { source, name },
        to: [...consumers].sort().join(', '),
      })),
      { sent: { source, name: 'nobody.knows' }, to: 'unmatched' },
      { sent: { source: 'a.stranger', name: catalog[0]?.name ?? '' }, to: 'unmatched' },
    ];
    return expected
      .filter(({ sent, to }) => reached(sent) !== to)
      .map(({ sent, to }) => `${sent.source} ${sent.name}: reaches [${reached(sent)}], should reach [${to}]`);
  };

type Target = { Arn: unknown };
