import {
  type App,
  CliCredentialsStackSynthesizer,
  type IStackSynthesizer,
  RemovalPolicy,
  type StackProps,
} from 'aws-cdk-lib';

export const stages = ['local', 'dev', 'prod'] as const;
export type Stage = (typeof stages)[number];

/** The account and region that the local engine plays. */
const LOCAL_PLACE = { account: '000000000000', region: 'eu-central-1' } as const;
const LOCAL_ASSET_BUCKET = 'firstcall-local-assets';
/** Nobody can receive mail there; a deploy to AWS refuses it. */
export const EXAMPLE_SENDER = 'care@firstcall.example.com';
/** Stands in until the address of the CDN is known: the first deploy learns it and the tool deploys it. */
const UNKNOWN_ORIGIN = 'https://firstcall.example.com';

/** How one stage differs from another. Everything else in infra reads this and never the stage's name. */
export type StageConfig = {
  readonly stage: Stage;
  /** Begins the name of every stack, function, queue and bus. */
  readonly prefix: string;
  readonly place: { readonly account?: string; readonly region: string };
  readonly removal: RemovalPolicy;
  readonly protectData: boolean;
  readonly secondFactor: 'required' | 'optional' | 'off';
  readonly logDays: number;
  /** Absent: whatever the machine has that runs the engine. */
  readonly architecture: 'arm64' | undefined;
  readonly consumerConcurrency: number;
  /** How many of a public function may run at once, so that a flood cannot starve the workers. */
  readonly publicConcurrency: number | undefined;
  readonly archive: boolean;
  readonly busPolicies: boolean;
  readonly tracing: boolean;
  readonly alarms: boolean;
  readonly console: boolean;
  /** cdk-nag at every synth. */
  readonly checks: boolean;
  readonly socketEndpoint: 'aws' | 'engine';
  /** Variables of the functions that exist for development only. */
  readonly extraEnvironment: Readonly<Record<string, string>>;
  /** Where alarms are mailed to, if anywhere. */
  readonly alarmMail: string | undefined;
  readonly mailFrom: string;
  readonly origin: string;
  readonly domain: { readonly name: string; readonly certificateArn: string } | undefined;
  /** Accounts and roles that may put facts on the ingress bus. */
  readonly producers: readonly string[];
  /** Origins of sites that may show the customers' page in a frame. */
  readonly bookFrameSites: readonly string[];
  /** Folder of what the site shows of the company's brand; absent: our own look. */
  readonly brandFiles: string | undefined;
};

type Ask = (key: string) => string | undefined;

/** The stage that `-c stage=` names, with what else the command line or cdk.json says of it. */
export function readConfig(app: App): StageConfig {
  const ask: Ask = key => {
    const value: unknown = app.node.tryGetContext(key);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const stage = stages.find(known => known === (ask('stage') ?? 'dev'));
  if (!stage)
    throw new ConfigError(`There is no stage "${ask('stage')}". Say -c stage= one of ${stages.join(', ')}.`);
  if (stage === 'local') return local(ask);
  return stage === 'prod' ? prod(ask) : dev(ask);
}

function prod(ask: Ask): StageConfig {
  return {
    ...common(ask),
    stage: 'prod',
    prefix: 'firstcall',
    removal: RemovalPolicy.RETAIN,
    protectData: true,
    secondFactor: 'required',
    logDays: 30,
    architecture: 'arm64',
    consumerConcurrency: 10,
    publicConcurrency: 10,
    archive: true,
    busPolicies: true,
    tracing: true,
    alarms: true,
    console: true,
    checks: true,
    socketEndpoint: 'aws',
    extraEnvironment: {},
  };
}

/** As prod in a company's second account or beside it; people may sign in without a second factor. */
const dev = (ask: Ask): StageConfig => ({
  ...prod(ask),
  stage: 'dev',
  prefix: 'firstcall-dev',
  secondFactor: 'optional',
  logDays: 7,
  publicConcurrency: undefined,
});

/** Differs from prod only by what `localDifferences` lists. */
const local = (ask: Ask): StageConfig => ({
  ...prod(ask),
  stage: 'local',
  place: LOCAL_PLACE,
  removal: RemovalPolicy.DESTROY,
  protectData: false,
  secondFactor: 'off',
  logDays: 7,
  architecture: undefined,
  consumerConcurrency: 2,
  publicConcurrency: undefined,
  archive: false,
  busPolicies: false,
  tracing: false,
  alarms: false,
  console: false,
  checks: false,
  socketEndpoint: 'engine',
  extraEnvironment: {
    CLOCK_FILE: ask('clockFile') ?? new URL('../.local/clock-offset', import.meta.url).pathname,
    EXTRA_PUSH_HOST: ask('extraPushHost') ?? 'localhost:4600',
  },
  origin: ask('origin') ?? 'http://localhost:4600',
});

function common(ask: Ask) {
  const name = ask('domain');
  const certificateArn = ask('certificate');
  if (name && !certificateArn?.includes(':us-east-1:'))
    throw new ConfigError(`-c domain=${name} needs -c certificate= the ARN of its certificate in us-east-1.`);
  const account = ask('account');
  return {
    place: { ...(account ? { account } : {}), region: ask('region') ?? 'eu-central-1' },
    alarmMail: ask('alarmMail'),
    mailFrom: ask('mailFrom') ?? EXAMPLE_SENDER,
    domain: name && certificateArn ? { name, certificateArn } : undefined,
    origin: name ? `https://${name}` : (ask('origin') ?? UNKNOWN_ORIGIN),
    producers: listed(ask('producers')),
    bookFrameSites: frameSites(ask('bookFrameSites')),
    brandFiles: ask('brand'),
  };
}

const listed = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map(one => one.trim())
    .filter(Boolean);

/** Origins of sites, with commas between them; over TLS, since a customer's link is shown in them. */
function frameSites(text: string | undefined): readonly string[] {
  const sites = listed(text);
  const wrong = sites.find(site => !/^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?$/.test(site));
  if (wrong !== undefined)
    throw new ConfigError(
      `-c bookFrameSites=${wrong} is no origin of a site, such as https://www.example.com.`,
    );
  return sites;
}

/** The address is not known before the CDN exists; the functions then have one that leads nowhere. */
export const originIsKnown = (config: StageConfig): boolean => config.origin !== UNKNOWN_ORIGIN;

/**
 * For kept things with a fixed name: a first deploy that fails takes them back, else the next try meets its own
 * leftovers and fails too. Table and user pool have no fixed name and stay whatever happens.
 */
export const keptByName = ({ removal }: StageConfig): RemovalPolicy =>
  removal === RemovalPolicy.RETAIN ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : removal;

/** Account, region and way of deploying. Each stack needs its own synthesizer. */
export function stackProps(config: StageConfig): StackProps {
  const common = {
    env: config.place,
    tags: { product: 'firstcall', stage: config.stage },
    terminationProtection: config.protectData,
  };
  if (config.stage !== 'local') return common;
  const synthesizer = new CliCredentialsStackSynthesizer({ fileAssetsBucketName: LOCAL_ASSET_BUCKET });
  return { env: config.place, synthesizer: synthesizer as IStackSynthesizer };
}

/** A wrong or missing setting; the message says what to write instead. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
