import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { readFlags, runTool } from './support/command.ts';
import { findDeployment, STAGE_FLAG, STAGE_HELP } from './support/deployment.ts';
import { ensureKeys } from './support/ensure-keys.ts';

const usage = `
Makes the keys of Web Push and of action tokens, and stores them in the deployment's secret. Keys that are there stay.

  npm run keys -- [--rotate-token]

  --rotate-token   makes a new key for action tokens; the old one is kept beside it for tokens that are under way
${STAGE_HELP}

The VAPID pair is never changed by this tool: a new one ends every browser's push subscription.`;

const options = { ...STAGE_FLAG, 'rotate-token': { type: 'boolean', default: false } } as const;

runTool(async () => {
  const { values } = readFlags({ usage, options });
  const { config, output } = await findDeployment(values.stage);
  const client = new SecretsManagerClient(config);
  const { made, vapidPublicKey } = await ensureKeys(client, output('SecretId'), {
    rotateToken: values['rotate-token'],
  });
  console.log(made.length === 0 ? 'All keys are there; nothing was changed.' : `Made: ${made.join(', ')}.`);
  console.log(`Public key of Web Push: ${vapidPublicKey}`);
});
