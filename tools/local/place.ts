/** The account and region the local engine plays; the same in stacks, clients and engine. */
export const LOCAL_ACCOUNT = '000000000000';
export const LOCAL_REGION = 'eu-central-1';
/** Where the CDK command line puts assets; made by deployStacks, no bootstrap stack needed. */
export const LOCAL_ASSET_BUCKET = 'firstcall-local-assets';

/** The access key's value is the account for the emulator; nothing here is secret. */
export const LOCAL_CREDENTIALS = { accessKeyId: LOCAL_ACCOUNT, secretAccessKey: 'local' };

export const clientConfig = (endpoint: string) => ({
  endpoint,
  region: LOCAL_REGION,
  credentials: LOCAL_CREDENTIALS,
});
