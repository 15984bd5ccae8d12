import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { clientConfig } from '../../tools/local/place.ts';
import { LOCAL_PASSWORD, type Product, runProduct } from '../../tools/local/product.ts';
import { advance } from '../../tools/support/advance-clock.ts';
import { type ApiClient, signIn } from '../../tools/support/api-client.ts';
import { sendEvents } from '../../tools/support/send-events.ts';
import { exampleSettings } from './team.ts';

/** Seconds after which an unseen notification is mailed in these tests. */
export const MAIL_AFTER_SECONDS = 5;

export type TestProduct = Product & {
  send(
    type: string,
    given: { subject: string; id?: string; time?: number; data?: Record<string, unknown> },
  ): ReturnType<typeof sendEvents>;
  as(agentId: string): Promise<ApiClient>;
  /** Moves the stage's clock to be ahead by so much. */
  ahead(milliseconds: number): void;
  /** How far it is ahead. */
  lead(): number;
  /** Lets time pass on the whole stage, from due instant to due instant. */
  pass(milliseconds: number): Promise<number>;
};

/** The whole product on an engine, a port and folders of its own. */
export async function startTestProduct(name: string): Promise<TestProduct> {
  const settings = exampleSettings();
  settings.notifications.mailFallbackSeconds = MAIL_AFTER_SECONDS;
  const port = await freePort();
  const product = await runProduct({ dir: `.local/test-${name}`, port, settings, say: () => {} });
  const origin = product.front.url;
  let offset = 0;
  const ahead = (milliseconds: number) => {
    offset = milliseconds;
    writeFileSync(product.clockFile, String(offset));
  };
  ahead(0);
  return {
    ...product,
    ahead,
    lead: () => offset,
    pass: by =>
      advance({
        deployment: {
          config: clientConfig(product.engine.endpoint),
          output: name => product.outputs[name] ?? '',
        },
        by,
        offset: { read: () => offset, write: ahead },
        say: () => undefined,
      }),
    as: agentId => signIn(origin, settings.agents[agentId]?.email ?? '', LOCAL_PASSWORD),
    send: (type, { subject, id = `${type}-${subject}`, time = Date.now() + offset, data = {} }) =>
      sendEvents({ url: `${origin}/api/v1/events`, key: product.apiKey }, [
        {
          specversion: '1.0',
          id,
          source: 'https://shop.example/test',
          type,
          subject,
          time: formatInstant(time),
          data,
        },
      ]),
  };
}

const freePort = (): Promise<number> =>
  new Promise((done, failed) => {
    const server = createServer();
    server.on('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? done(address.port) : failed(new Error('no port')),
      );
    });
  });
