import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SQSClient } from '@aws-sdk/client-sqs';
import { sesMail } from '../../shared/adapters/ses-mail.ts';
import { sqsRetrySoon } from '../../shared/adapters/sqs-retry-soon.ts';
import { runtimeClock } from '../../shared/runtime/clock.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { randomIds } from '../../shared/runtime/random-ids.ts';
import { factWorker } from '../../shared/runtime/worker.ts';
import { openTable } from '../../shared/store/open-table.ts';
import { quarantine } from '../../shared/store/quarantine-store.ts';
import { answerFact } from './answer-fact.ts';

const env = readEnv('TABLE_NAME', 'MAIL_FROM', 'MAIL_CONFIGURATION_SET', 'ORIGIN');
const client = new SESv2Client({ maxAttempts: 1, requestHandler: { requestTimeout: 3_000 } });
const mail = sesMail(client, { from: env.MAIL_FROM, configurationSet: env.MAIL_CONFIGURATION_SET });
const ports = { table: openTable(env.TABLE_NAME), clock: runtimeClock(), ids: randomIds };
const aids = { quarantine: quarantine(ports), retrySoon: sqsRetrySoon(new SQSClient({})) };

export const handler = factWorker(
  'tellings',
  fact => answerFact({ ...ports, mail, origin: env.ORIGIN }, fact),
  aids,
);
