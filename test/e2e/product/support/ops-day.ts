import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { Page } from 'playwright-core';
import { DAY, formatInstant, SECOND } from '../../../../shared/kernel/instant.ts';
import { clientConfig } from '../../../../tools/local/place.ts';
import { freshId } from '../../../support/engine.ts';
import type { Day } from './day-people.ts';

/** A producer puts an event on the ingress bus, however it looks. */
async function putOnBus({ product }: Day, event: { readonly type: string }): Promise<void> {
  const bus = new EventBridgeClient(clientConfig(product.engine.endpoint));
  const about = {
    specversion: '1.0',
    id: freshId(),
    source: 'https://till.example/test',
    subject: freshId(),
  };
  const entry = {
    EventBusName: product.outputs['IngressBusName'],
    ...{ Source: 'till.example', DetailType: event.type },
    Detail: JSON.stringify({ ...about, ...event }),
  };
  await bus.send(new PutEventsCommand({ Entries: [entry] }));
}

/** The till of a customer speaks of things that nobody knows. */
export const sendUnknown = (day: Day): Promise<void> =>
  putOnBus(day, { type: 'till.opened', ...{ time: formatInstant(day.now()), data: {} } });

/** The clock of a producer is wrong: a trial that began a little more than a day ahead. */
export const sendTooSoon = (day: Day): Promise<void> =>
  putOnBus(day, {
    type: 'account.trial-started',
    ...{
      time: formatInstant(day.now() + DAY + 20 * SECOND),
      data: { product: 'repricer', endsAt: formatInstant(day.now() + 14 * DAY) },
    },
  });

/** Asks the API who has a number, with the form of its reference. */
export async function lookUpInReference(
  page: Page,
  given: { readonly origin: string; readonly key: string; readonly number: string },
): Promise<void> {
  await page.goto(`${given.origin}/docs/#look-up-caller`);
  await page.getByRole('heading', { level: 1, name: 'Look up caller' }).waitFor();
  await page.getByLabel('API key').fill(given.key);
  await page.getByLabel('number (query)').fill(given.number);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('Status 200').waitFor();
}
