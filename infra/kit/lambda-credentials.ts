/**
 * A Lambda's credentials stand in its environment. The bundler puts this in the place of the SDK's search through
 * files, metadata services and single sign-on, which is a quarter of every bundle.
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
