import type { postLink } from '../../../shared/contracts/links-contract.ts';
import type { BodyOf } from '../../api/routes.ts';
import type { LinkKind } from './words/settings-words.ts';

/** The pages that links open. */
export const pages = ['book', 'device'] as const;

/** Links as the settings tell of them, those for calls first. */
export const linkKinds = [
  ...['callback', 'appointment', 'feedback', 'visitor'],
  ...['device-report', 'device-follow', 'calendar-feed'],
] as readonly LinkKind[];

type Body = BodyOf<typeof postLink>;
export type Example = Body['purpose'];

const bodies: Readonly<Record<Example, Body>> = {
  callback: { purpose: 'callback', accountId: 'acc-4711', language: 'de', hours: 72 },
  'device-report': { purpose: 'device-report', serial: '4711-0815', hours: 72 },
};

/** The call that makes a link, as one types it into a terminal; the key stands in a variable. */
export const exampleOf = (example: Example, origin: string): string =>
  [
    `curl ${origin}/api/v1/links \\`,
    '  -H "authorization: Bearer $FIRSTCALL_KEY" \\',
    '  -H "content-type: application/json" \\',
    `  -d '${JSON.stringify(bodies[example])}'`,
  ].join('\n');
