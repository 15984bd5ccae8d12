/** What the command line may say; the names of cdk.json's context say the same. */
export type DeployFlags = {
  readonly stage: 'dev' | 'prod';
  readonly region?: string;
  readonly account?: string;
  readonly domain?: string;
  readonly certificate?: string;
  readonly 'mail-from'?: string;
  readonly 'alarm-mail'?: string;
  readonly producers?: string;
  readonly 'book-frame-sites'?: string;
  readonly settings?: string;
};

/** Context of the CDK app, by its names. */
export type DeployContext = Readonly<Record<string, string>> & { readonly stage: 'dev' | 'prod' };

/** The flags that were given, by the names that infra reads. */
export function contextOf(flags: DeployFlags): DeployContext {
  const named = {
    region: flags.region,
    account: flags.account,
    domain: flags.domain,
    certificate: flags.certificate,
    mailFrom: flags['mail-from'],
    alarmMail: flags['alarm-mail'],
    producers: flags.producers,
    bookFrameSites: flags['book-frame-sites'],
    settings: flags.settings,
  };
  const given = Object.entries(named).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(given), stage: flags.stage };
}
