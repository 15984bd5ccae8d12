import * as contract from '../../shared/contracts/duty-contract.ts';
import { accepted } from '../../shared/kernel/outcome.ts';
import { answer, type Call } from '../../shared/runtime/http.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { readFeed } from './read-feed.ts';

const part = (call: Call, name: string): string => call.params[name] ?? '';

/** Which use case answers calendar programs, which cannot sign in. */
export const feedRoutes = (ports: Ports) => [
  answer(contract.readCalendarFeed, async call => {
    const file = await readFeed(ports, part(call, 'token'));
    return file.ok ? accepted({ body: file.value, type: 'text/calendar; charset=utf-8' }) : file;
  }),
];
