import type { SlotView } from '../../shared/contracts/callbacks-contract.ts';
import type { ApiClient } from './api-client.ts';
import { ToolError } from './command.ts';
import { companies } from './demo-day.ts';

type Place = { readonly origin: string; readonly apiKey: string };
type Asked = { readonly path: string; readonly body?: object };

const CALLBACKS = '/v1/callbacks';

/**
 * What customers want of the team by themselves: two devices under management are broken, one customer asks for a call
 * now, another one books a time. All of them speak English, so that whoever looks on can read along.
 */
export async function morningOf(place: Place, client: ApiClient, tag: string): Promise<void> {
  const [first, second, third, fourth] = companies(tag)
    .filter(({ language, phone }) => language === 'en' && phone !== undefined)
    .map(({ id }) => id);
  for (const accountId of [first, second]) await breakDevice(client, accountId ?? '');
  await asCustomer(place, third ?? '', { path: CALLBACKS, body: { want: 'now' } });
  const customer = fourth ?? '';
  const { slots } = await asCustomer<{ slots: SlotView[] }>(place, customer, { path: `${CALLBACKS}/slots` });
  const from = slots[0]?.from;
  if (from) await asCustomer(place, customer, { path: CALLBACKS, body: { want: 'slot', from } });
}

async function breakDevice(client: ApiClient, accountId: string): Promise<void> {
  const serial = `T8-${accountId}`.slice(0, 40);
  await client.put(`/v1/devices/${serial}`, { model: 'tab-8', accountId, managed: true, contactId: 'main' });
  await client.post('/v1/device-cases', { serial, damage: 'broken' });
}

/** What the page behind a customer's signed link asks for; with a body it is sent. */
async function asCustomer<T>(place: Place, accountId: string, { path, body }: Asked): Promise<T> {
  const { url } = await ask<{ url: string }>(`${place.origin}/api/v1/links`, `Bearer ${place.apiKey}`, {
    ...{ purpose: 'callback', accountId, contactId: 'main', language: 'en' },
  });
  return ask<T>(`${place.origin}/api${path}`, `Link ${new URL(url).hash.slice(1)}`, body);
}

async function ask<T>(url: string, authorization: string, body?: object): Promise<T> {
  const response = await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers: {
      ...{ 'content-type': 'application/json', authorization },
      ...(body ? { 'idempotency-key': crypto.randomUUID() } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!response.ok)
    throw new ToolError(`${url} was answered with ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}
