import type { Route } from '../shared/contracts/define-route.ts';
import { all, type Templates } from './checks/templates.ts';
import type { StageConfig } from './config.ts';
import { EXAMPLE_SENDER, originIsKnown } from './config.ts';

type Lambda = { FunctionName?: string; MemorySize?: number; Timeout?: number; Architectures?: string[] };
export type Sizes = Readonly<Record<string, number>>;

export type PlanGiven = {
  readonly config: StageConfig;
  readonly templates: Templates;
  readonly routes: readonly Route[];
  /** Compressed bytes of each function's code; empty when nothing was bundled. */
  readonly sizes: Sizes;
};

const indent = (lines: readonly string[], by = 2): string[] => lines.map(line => `${' '.repeat(by)}${line}`);
const table = (rows: readonly (readonly string[])[]): string[] => {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map(row => (row[at] ?? '').length)));
  return rows.map(row =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
};

/** What a deploy of these templates makes, and where, for people to read. */
export function planText(given: PlanGiven): string {
  const { config, templates } = given;
  const account = config.place.account ?? 'the account of your AWS credentials';
  return [
    `Stage ${config.stage} goes to ${account}, region ${config.place.region}.`,
    '',
    ...Object.entries(templates).flatMap(([name, template]) => stackLines(name, { [name]: template })),
    'Functions',
    ...indent(table(functionRows(given))),
    '',
    'Routes of the HTTP API (behind the one origin they stand under /api)',
    ...indent(table(given.routes.map(routeRow))),
    '',
    'Settings',
    ...indent(table(settingRows(config))),
  ].join('\n');
}

function stackLines(name: string, one: Templates): string[] {
  const counts = new Map<string, number>();
  let kept = 0;
  for (const { Resources } of Object.values(one))
    for (const { Type, DeletionPolicy } of Object.values(Resources)) {
      const short = Type.replace(/^AWS::/, '');
      counts.set(short, (counts.get(short) ?? 0) + 1);
      if (DeletionPolicy?.startsWith('Retain')) kept++;
    }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const rows = [...counts]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([type, count]) => [String(count).padStart(4), type]);
  const keeps = kept > 0 ? `, ${kept} of them stay when the stack is deleted` : '';
  return [`Stack ${name}: ${total} resources${keeps}`, ...table(rows), ''];
}

function functionRows({ templates, sizes }: PlanGiven): string[][] {
  return all<Lambda>(templates, 'AWS::Lambda::Function')
    .filter(({ is }) => is.FunctionName !== undefined)
    .map(({ is }) => {
      const name = is.FunctionName ?? '';
      const size = Object.entries(sizes).find(([fn]) => name.endsWith(`-${fn}`))?.[1];
      return [
        name,
        `${is.MemorySize} MB`,
        `${is.Timeout} s`,
        is.Architectures?.[0] ?? '',
        size === undefined ? '' : `${Math.round(size / 1024)} KB`,
      ];
    });
}

const routeRow = ({ method, path, access, answeredBy }: Route): string[] => {
  const role = access.to === 'staff' && access.role ? ` (${access.role})` : '';
  const scope = access.to === 'machine' || access.to === 'customer' ? ` (${access.scope})` : '';
  return [method, path, answeredBy, `${access.to}${role}${scope}`];
};

function settingRows(config: StageConfig): string[][] {
  const { domain, producers, bookFrameSites, brandFiles } = config;
  return [
    [
      'address',
      domain?.name ?? (originIsKnown(config) ? config.origin : 'the CDN’s own, known after the deploy'),
    ],
    ['mail from', config.mailFrom === EXAMPLE_SENDER ? 'not set: say --mail-from' : config.mailFrom],
    ['alarms to', config.alarmMail ?? 'nobody by mail: say --alarm-mail'],
    [
      'producers on the ingress bus',
      producers.length > 0 ? producers.join(', ') : 'none: HTTP with API keys only',
    ],
    [
      'sites that may frame the customers’ page',
      bookFrameSites.length > 0 ? bookFrameSites.join(', ') : 'none',
    ],
    ['brand on the pages', brandFiles === undefined ? 'our own: say --settings' : 'of the settings'],
    ['second factor', config.secondFactor],
    ['logs', `${config.logDays} days`],
  ];
}
