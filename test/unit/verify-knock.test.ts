import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { WebSocketServer } from 'ws';
import { knock } from '../../tools/support/verify/knock.ts';

let house: Server;
afterEach(() => new Promise(done => house.close(done)));

/** A product that answers everything with one status, and lets sockets in or not. */
async function built(status: number, socket: 'open' | 'refused'): Promise<string> {
  const sockets = new WebSocketServer({ noServer: true });
  house = createServer((_, answer) => answer.writeHead(status).end());
  house.on('upgrade', (request, line, head) => {
    if (socket === 'open') sockets.handleUpgrade(request, line, head, () => undefined);
    else line.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
  });
  await new Promise<void>(done => house.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(house.address() as AddressInfo).port}`;
}
const wrong = async (base: string) =>
  (await knock(base)).flatMap(({ subject, is, says }) => (is === 'wrong' ? [`${subject} ${says}`] : []));

test('whoever knocks without key, sign-in or ticket and is refused, finds nothing wrong', async () => {
  expect(await wrong(await built(401, 'refused'))).toEqual([]);
  house.close();
  expect(await wrong(await built(403, 'refused'))).toEqual([]);
});

test('a door that opens to anybody is wrong, each by itself', async () => {
  expect(await wrong(await built(200, 'open'))).toEqual([
    'a page of the staff without a sign-in was answered with 200',
    'the intake without a key was answered with 200',
    'the live socket without a ticket was answered with 101',
  ]);
});

test('a door that is not there is wrong too', async () => {
  const base = await built(404, 'refused');
  expect(await wrong(base)).toHaveLength(2);
  expect(await wrong('http://127.0.0.1:9')).toEqual(
    [
      'a page of the staff without a sign-in',
      'the intake without a key',
      'the live socket without a ticket',
    ].map(subject => `${subject} was not answered`),
  );
});
