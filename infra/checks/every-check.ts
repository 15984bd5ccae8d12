import { publicRoutes, routes } from '../../shared/contracts/routes.ts';
import { BUS_SOURCE, catalog } from '../../shared/events/catalog.ts';
import * as access from './access.ts';
import * as facts from './facts.ts';
import * as functions from './functions.ts';
import * as keeping from './keeping.ts';
import * as mappings from './mappings.ts';
import * as queues from './queues.ts';
import type { Check } from './templates.ts';

/** Functions that a schedule calls, since their work is to look and not to be told. */
export const WATCHERS = ['-sweep', '-auditor'];

/** What holds in every stage, by the sentence that it proves. */
export const everywhere: Readonly<Record<string, Check>> = {
  'a rule puts facts on a queue, with a DLQ and a retry policy': queues.rulesFeedQueues,
  'a schedule calls watchers alone': queues.schedulesCallWatchers(WATCHERS),
  'a DLQ keeps longer than its source': queues.deadLettersOutliveSources,
  'a queue that is worked on has a DLQ': queues.queuesHaveDeadLetters,
  'a message stays invisible for six times the work': mappings.visibilityCoversWork,
  'a mapping answers record by record and is bounded': mappings.mappingsAnswerByRecord,
  'the stream has two readers whose retries end': mappings.twoBoundedStreamMappings,
  'no function feeds the queue it takes from': mappings.noFunctionFeedsItself,
  'queues are encrypted and reached by TLS alone': queues.queuesAreClosed,
  'every route of the contracts is there and guarded': access.routesAreGuarded(routes, publicRoutes),
  'public routes are throttled one by one': access.publicRoutesAreThrottled(routes),
  'no API answers to pages of every site': access.noOpenCors,
  'no function may do something on everything': access.noStarResources,
  'no two functions share a role': access.rolesAreNotShared,
  'each event reaches exactly its consumers': facts.rulesFollowCatalog(catalog, BUS_SOURCE, /ingress/),
  'the table is as the store tells': keeping.tableIsAsTold,
  'logs forget within 30 days': keeping.logsForget,
  'a stack has room for another capability': functions.stacksHaveRoom,
};

/** What holds beside it in the stages of AWS. */
export const onAws = (
  stage: 'dev' | 'prod',
  headings: readonly string[],
): Readonly<Record<string, Check>> => ({
  ...everywhere,
  'data stays when its stack goes': keeping.dataIsKept(
    stage === 'prod' ? 'firstcall-data' : 'firstcall-dev-data',
  ),
  'nothing is there for development': keeping.nothingForDevelopment,
  'every alarm has its heading in the runbook': keeping.alarmsHaveRunbook(headings),
  'what must ring rings': keeping.whatMustRingRings,
  'functions are on current Node, arm64 and end in time': functions.functionsAreLean(['-sweep']),
  'sign-in is strict': access.signInIsStrict(stage === 'prod' ? 'ON' : 'OPTIONAL'),
});

/** Anchors of a document's second-level headings. */
export const anchorsOf = (markdown: string): string[] =>
  [...markdown.matchAll(/^## (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .trim()
      .replace(/\s+/g, '-'),
  );
