import { impersonal, type Personal, personal } from '../../shared/store/personal.ts';
import { code, table } from './markdown.ts';

const knownBy: Readonly<Record<Personal['by'], string>> = {
  contact: 'account and contact',
  call: 'a call with them',
  account: 'the account, where it is a visitor’s own',
  'made-from': 'the row it is made from',
};

/** The page's part on what is held of customers' people. */
export const personalRows = (): string[] => [
  '## What is held of a person',
  `Of a customer’s person, by the declaration in \`shared/store/personal.ts\`: it is given out on request, and gone once they are erased
([personal data](personal-data.md)). In a path \`*\` stands for each part of a list.`,
  table(
    ['rows', 'holds', 'which is', 'known by', 'given out beside it, and kept'],
    Object.entries<Personal>(personal).map(([type, { by, holds, keeps, says }]) => [
      code(type),
      holds.map(code).join(', '),
      says,
      knownBy[by],
      keeps.map(code).join(', ') || '–',
    ]),
  ),
  'All other rows hold nothing of a customer’s person:',
  table(
    ['rows', 'what they hold'],
    [...Map.groupBy(Object.entries(impersonal), ([, why]) => why)].map(([why, types]) => [
      types.map(([type]) => code(type)).join(', '),
      why,
    ]),
  ),
];
