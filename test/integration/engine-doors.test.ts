import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { CreateEmailIdentityCommand, SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import WebSocket from 'ws';
import { sesMail } from '../../shared/adapters/ses-mail.ts';
import { type Front, startFront } from '../../tools/local/front.ts';
import { readMailbox } from '../../tools/local/mailbox.ts';
import { freshId, type Probe, startProbe, until } from '../support/engine.ts';

jest.setTimeout(600_000);

let probe: Probe;
let front: Front;

beforeAll(async () => {
  probe = await startProbe('engine');
  const [httpApiId, socketApiId] = [probe.out('HttpApiId'), probe.out('SocketApiId')];
  front = await startFront({ engine: probe.engine, httpApiId, socketApiId, socketStage: 'live', port: 0 });
}, 1_200_000);

afterAll(async () => {
  await front?.close();
  await probe?.engine.stop();
});

test('the live socket refuses without a ticket, answers, and says goodbye', async () => {
  const address = `ws://localhost:${front.port}/ws`;
  await expect(
    new Promise((opened, failed) => new WebSocket(address).once('open', opened).once('error', failed)),
  ).rejects.toThrow(/40\d/);
  const ticket = freshId();
  const socket = new WebSocket(`${address}?ticket=${ticket}`);
  await new Promise((opened, failed) => socket.once('open', opened).once('error', failed));
  const heard = new Promise<string>(resolve => socket.once('message', data => resolve(String(data))));
  socket.send(
    JSON.stringify({
      text: 'hello',
      endpoint: `${probe.engine.endpoint}/_aws/execute-api/${probe.out('SocketApiId')}/live`,
    }),
  );
  expect(await heard).toBe('you said hello');
  const { connectionId } = (await probe.row(`live#${ticket}`)) ?? {};
  socket.close();
  await until('the goodbye', () => probe.row(`gone#${connectionId}`));
});

async function signIn(): Promise<{ access: string; refreshed: string }> {
  const client = new CognitoIdentityProviderClient(probe.config());
  const [UserPoolId, ClientId] = [probe.out('PoolId'), probe.out('ClientId')];
  const Username = `${freshId()}@example.test`;
  const Password = 'Correct-horse-9-battery';
  await client.send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username,
      MessageAction: 'SUPPRESS',
      UserAttributes: [{ Name: 'email', Value: Username }],
    }),
  );
  await client.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true }));
  const first = await client.send(
    new AdminInitiateAuthCommand({
      UserPoolId,
      ClientId,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: Username, PASSWORD: Password },
    }),
  );
  const again = await client.send(
    new AdminInitiateAuthCommand({
      UserPoolId,
      ClientId,
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: { REFRESH_TOKEN: first.AuthenticationResult?.RefreshToken ?? '' },
    }),
  );
  return {
    access: first.AuthenticationResult?.AccessToken ?? '',
    refreshed: again.AuthenticationResult?.AccessToken ?? '',
  };
}

test('staff sign in, refresh, and are let in by the JWT authorizer alone', async () => {
  const { access, refreshed } = await signIn();
  const ask = (token: string) =>
    fetch(`${front.url}/api/staff/me`, { headers: { authorization: `Bearer ${token}` } });
  expect((await ask('wrong')).status).toBe(401);
  expect((await ask(`${access.slice(0, -8)}AAAAAAAA`)).status).toBe(401);
  for (const token of [access, refreshed]) {
    const answer = await ask(token);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      authorizer: { jwt: { claims: { scope: 'aws.cognito.signin.user.admin', token_use: 'access' } } },
    });
  }
});

test('machines are let in by the REQUEST authorizer, whose context arrives', async () => {
  const ask = (headers: Record<string, string>) => fetch(`${front.url}/api/machine/events`, { headers });
  expect((await ask({})).status).toBe(401);
  expect((await ask({ 'x-api-key': 'wrong' })).status).toBe(403);
  const answer = await ask({ 'x-api-key': 'right' });
  expect(await answer.json()).toMatchObject({ authorizer: { lambda: { company: 'probe' } } });
});

test('the front passes methods, bodies, queries, statuses and cookies through', async () => {
  for (const method of ['PUT', 'PATCH', 'DELETE']) {
    const body = JSON.stringify({ grüße: 'aus Köln 👋' });
    const answer = await fetch(`${front.url}/api/open/a%20b?status=418&x=1&x=2`, {
      method,
      body,
      headers: { cookie: 'r=secret', 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(418);
    expect(answer.headers.getSetCookie()).toEqual([
      'a=1; HttpOnly; SameSite=Strict; Path=/api/session',
      'b=2',
    ]);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(await answer.json()).toMatchObject({
      method,
      path: '/open/a b',
      body,
      cookies: ['r=secret'],
      query: 'status=418&x=1&x=2',
    });
  }
});

test('mail is readable in the local mailbox, as text and never as markup', async () => {
  const subject = `<b>${freshId()}</b>`;
  const client = new SESv2Client(probe.config());
  await client
    .send(new CreateEmailIdentityCommand({ EmailIdentity: 'care@example.test' }))
    .catch(() => undefined);
  await client.send(
    new SendEmailCommand({
      FromEmailAddress: 'care@example.test',
      Destination: { ToAddresses: ['anna@example.test'] },
      Content: {
        Simple: {
          Subject: { Data: subject },
          Body: { Text: { Data: 'Bitte hier: https://example.test/a?b=1&c=2' } },
        },
      },
    }),
  );
  const { mails } = (await (await fetch(`${front.url}/_local/mail.json`)).json()) as { mails: object[] };
  expect(mails[0]).toMatchObject({ subject, to: ['anna@example.test'] });
  const page = await (await fetch(`${front.url}/_local/mail`)).text();
  expect(page).not.toContain(subject);
  expect(page).toContain('<a href="https://example.test/a?b=1&amp;c=2">');
});

test('the push service keeps what is sent and knows who is gone', async () => {
  const at = (id: string) => `${front.url}/_local/push/${id}`;
  const sent = await fetch(at('phone'), {
    method: 'POST',
    body: Buffer.from([1, 2, 255]),
    headers: { ttl: '60', 'content-encoding': 'aes128gcm' },
  });
  expect(sent.status).toBe(201);
  expect((await fetch(at('gone-phone'), { method: 'POST', headers: { ttl: '60' } })).status).toBe(410);
  const kept = (await (await fetch(`${at('phone')}.json`)).json()) as { messages: object[] };
  expect(kept.messages).toMatchObject([
    { bodyBase64: 'AQL/', headers: { ttl: '60', 'content-encoding': 'aes128gcm' } },
  ]);
});

test('the console is served with strict headers, its pages by one file, its assets for ever', async () => {
  const webRoot = await mkdtemp(join(tmpdir(), 'firstcall-web-'));
  await mkdir(join(webRoot, 'assets'));
  await writeFile(join(webRoot, 'index.html'), '<!doctype html>console');
  await writeFile(join(webRoot, 'sw.js'), '//');
  await writeFile(join(webRoot, 'assets/index-Ab3dE_9x.js'), '//');
  const site = await startFront({
    engine: probe.engine,
    httpApiId: 'x',
    socketApiId: 'x',
    socketStage: 'live',
    port: 0,
    webRoot,
  });
  const get = (path: string) => fetch(site.url + path);
  const page = await get('/accounts/acc_1');
  expect([page.status, await page.text()]).toEqual([200, '<!doctype html>console']);
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect(page.headers.get('content-security-policy')).toContain(
    `connect-src 'self' ws://localhost:${site.port};`,
  );
  expect((await get('/sw.js')).headers.get('cache-control')).toBe('no-store');
  expect((await get('/assets/index-Ab3dE_9x.js')).headers.get('cache-control')).toMatch(/immutable/);
  expect((await get('/assets/missing.js')).status).toBe(404);
  expect(await (await get('/%2e%2e/%2e%2e/etc/passwd.txt')).text()).toBe(await (await get('/')).text());
  await site.close();
});

test('an invitation is readable there too, as another program’s reader of mails finds it', async () => {
  const client = new SESv2Client(probe.config());
  await client
    .send(new CreateEmailIdentityCommand({ EmailIdentity: 'care@example.test' }))
    .catch(() => undefined);
  const subject = `Gespräch vereinbart, am Dienstag um 14:45 (nepalesische Zeit) 🌙 ${freshId()}`;
  const calendar = { method: 'REQUEST' as const, text: 'BEGIN:VCALENDAR\r\nX-A:ä <b>\r\nEND:VCALENDAR\r\n' };
  const sender = { from: 'care@example.test', configurationSet: '' };
  const sent = await sesMail(client, sender).send({
    ...{ to: 'anna@example.test', fromName: 'Söhne', replyTo: 'care@example.test', subject },
    ...{ text: 'Grüße', html: '<p>Grüße</p>', effectKey: freshId(), calendar },
  });
  expect(sent).toMatchObject({ result: 'sent' });
  const mail = (await readMailbox(probe.engine.endpoint)).find(one => one.subject === subject);
  expect(mail).toMatchObject({ to: ['anna@example.test'], text: 'Grüße', html: '<p>Grüße</p>' });
  expect(mail?.calendar?.replaceAll('\r\n', '\n')).toBe(calendar.text.replaceAll('\r\n', '\n'));
  const page = await (await fetch(`${front.url}/_local/mail`)).text();
  expect(page).toContain('X-A:ä &lt;b&gt;');
});
