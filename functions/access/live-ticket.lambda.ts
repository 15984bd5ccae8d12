import { postLiveTicket } from '../../shared/contracts/session-contract.ts';
import { realClock } from '../../shared/runtime/clock.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { answer, httpApi } from '../../shared/runtime/http.ts';
import { randomIds } from '../../shared/runtime/random-ids.ts';
import { openTable } from '../../shared/store/open-table.ts';
import { issueLiveTicket } from './issue-live-ticket.ts';

const ports = { table: openTable(readEnv('TABLE_NAME').TABLE_NAME), clock: realClock, ids: randomIds };

export const handler = httpApi(answer(postLiveTicket, ({ principal }) => issueLiveTicket(ports, principal)));
