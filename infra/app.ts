import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { readConfig, type StageConfig } from './config.ts';
import { bundles, noCode, projectRoot } from './kit/bundle.ts';
import { bellOf } from './stacks/alarms.ts';
import { ApiStack } from './stacks/api.ts';
import { ConsoleStack } from './stacks/console.ts';
import { DataStack } from './stacks/data.ts';
import { ProductStack } from './stacks/product.ts';

/**
 * The cloud, from the top: data is kept for ever, product and api can be replaced, alarms watch them, console is what people
 * open.
 * With `-c code=none` the templates come without bundling anything.
 */
export function firstcall(app: App): StageConfig {
  const config = readConfig(app);
  const withCode = app.node.tryGetContext('code') !== 'none';
  const codeOf = withCode ? bundles(join(app.outdir, 'functions')) : noCode;
  const data = new DataStack(app, config);
  const bell = bellOf(app, config);
  const product = new ProductStack(app, { config, kept: data, codeOf, bell });
  const api = new ApiStack(app, product.doors);
  const withWeb = withCode && app.node.tryGetContext('web') !== 'none';
  const built = withWeb ? join(projectRoot, 'dist/web') : undefined;
  if (config.console) new ConsoleStack(app, { config, api, product, built });
  if (config.checks) Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  return config;
}

if (import.meta.main) firstcall(new App({ analyticsReporting: false }));
