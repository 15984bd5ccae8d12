import { basename } from 'node:path';
import { type Node, sourceAt, sourcePaths, textOf } from './sources.ts';

/** Whose rows a store keeps. Others read them, or condition on them, through the same store. */
export const owners: Readonly<Record<string, string>> = {
  'account-store': 'accounts',
  'agent-day-store': 'calls',
  'answer-store': 'calls',
  'api-key-store': 'access',
  'asked-store': 'calls',
  'budget-store': 'outreach',
  'bundle-store': 'notifications',
  'call-message-store': 'tellings',
  'call-store': 'calls',
  'case-store': 'devices',
  'chain-store': 'notifications',
  'claim-store': 'outreach',
  'contact-store': 'accounts',
  'damage-store': 'outreach',
  'delivery-store': 'notifications',
  'device-store': 'devices',
  'duty-store': 'duty',
  'escalation-list-store': 'notifications',
  'escalation-store': 'notifications',
  'feedback-store': 'calls',
  'hold-store': 'calls',
  'journey-store': 'onboarding',
  'limit-store': 'calls',
  'link-store': 'links',
  'mail-report-store': 'notifications',
  'market-store': 'outreach',
  'notification-store': 'notifications',
  'offer-store': 'tellings',
  'outreach-store': 'outreach',
  'outside-calendar-store': 'duty',
  'ownership-store': 'team',
  'permission-store': 'accounts',
  'person-store': 'persons',
  'phone-store': 'accounts',
  'preferences-store': 'notifications',
  'promise-store': 'promises',
  'quarantine-store': 'upkeep',
  'request-store': 'calls',
  'roster-store': 'team',
  'round-store': 'outreach',
  'search-store': 'views',
  'settings-store': 'team',
  'slot-board-store': 'calls',
  'socket-store': 'access',
  'stock-store': 'devices',
  'subscription-store': 'notifications',
  'task-store': 'team',
  'telling-store': 'tellings',
  'ticket-store': 'access',
  'timer-store': 'upkeep',
  'tries-store': 'access',
  'wish-store': 'calls',
};

/** Who else may write to a store, and nobody beside them: rows that by their nature come from several. */
export const guests: Readonly<Record<string, readonly string[]>> = {
  'contact-store': ['calls', 'persons', 'upkeep'],
  'link-store': ['calls', 'devices', 'tellings'],
  'permission-store': ['persons'],
  'phone-store': ['persons'],
  'promise-store': ['devices'],
  'quarantine-store': [
    'accounts',
    'calls',
    'devices',
    'duty',
    'notifications',
    'onboarding',
    'outreach',
    'persons',
    'team',
    'tellings',
    'views',
  ],
  'socket-store': ['views'],
  'tries-store': ['devices'],
};

export type StoreUse = {
  readonly store: string;
  readonly owner: string;
  readonly types: readonly string[];
  readonly readers: readonly string[];
  readonly writers: readonly string[];
};

/** Each store with the capabilities that read its rows and those that write them, told by what they import. */
export function storeUses(): StoreUse[] {
  return sourcePaths(['shared/store'])
    .filter(path => path.endsWith('-store.ts'))
    .map(path => {
      const store = basename(path, '.ts');
      const writing = writingNames(path);
      const users = usersOf(path);
      const reads = (name: string) => !writing.has(name);
      return {
        store,
        owner: owners[store] ?? 'nobody yet: say it in tools/docs/store-use.ts',
        types: [...new Set([...textOf(path).matchAll(/\btype: '([a-z-]+)'/g)].map(([, type = '']) => type))],
        readers: capabilitiesWith(users, reads),
        writers: capabilitiesWith(users, name => !reads(name)),
      };
    });
}

type User = { readonly capability: string; readonly names: readonly string[] };

const usersOf = (store: string): User[] =>
  sourcePaths(['functions']).flatMap(path =>
    sourceAt(path)
      .imports.filter(one => one.path === store && !one.typeOnly)
      .map(({ names }) => ({ capability: path.split('/')[1] ?? '', names })),
  );

const capabilitiesWith = (users: readonly User[], wanted: (name: string) => boolean): string[] =>
  [...new Set(users.filter(({ names }) => names.some(wanted)).map(({ capability }) => capability))].sort();

/** Exported functions that make writes or commit them. */
function writingNames(path: string): ReadonlySet<string> {
  const { tree, textOf: written } = sourceAt(path);
  const exported = (tree['body'] as readonly Node[])
    .filter(({ type }) => type === 'ExportDeclaration')
    .map(written);
  const writes =
    /\bdo: '(put|change|delete)'|\.commit\(|: (Row|Put|Change|Delete|Write\[\]|readonly Write\[\])( =>| \{)/;
  return new Set(
    exported
      .filter(part => writes.test(part))
      .map(part => /^export (?:async )?(?:function|const) (\w+)/.exec(part)?.[1] ?? ''),
  );
}
