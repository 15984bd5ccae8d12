import { digest } from '../kernel/id.ts';
import { HOUR, type Instant } from '../kernel/instant.ts';
import { requestKey, timeKey } from './keys.ts';
import type { CustomerLink } from './link-store.ts';
import { personLists } from './person-keys.ts';
import { isErased } from './person-store.ts';
import { bare, type Put, type Table } from './table.ts';

/** How long a visitor has to prove the address they typed in, and the request is kept. */
export const REQUEST_HOURS = 24;

/** What a visitor asked for. Nobody proved yet that the address or the number is theirs. */
export type Request = {
  readonly id: string;
  /** Where the visitor is an account of their own, by a digest of the address. */
  readonly accountId: string;
  readonly email: string;
  readonly phone?: string;
  readonly language: string;
  readonly zone?: string;
  readonly company?: string;
  readonly product?: string;
  readonly askedAt: Instant;
  readonly until: Instant;
};

/** The one contact of a visitor's account. */
export const VISITOR_CONTACT = 'main';

/** The account a visitor has: the same one whenever the same address asks. Nobody can find an address with the same id. */
export const visitorAccountId = (email: string): string => `${VISITOR}${digest('visitor', email)}`;
const VISITOR = 'visitor-';

/** True of an account that is a visitor's own. */
export const isVisitorAccount = (accountId: string): boolean => accountId.startsWith(VISITOR);

/** The same for whoever asks today: somebody who was erased comes back as somebody new. */
export async function visitorAccountNow(table: Table, email: string): Promise<string> {
  for (let erased = 0; ; erased++) {
    const accountId =
      erased === 0 ? visitorAccountId(email) : `${VISITOR}${digest('visitor', email, erased)}`;
    if (!(await isErased(table, { accountId, contactId: VISITOR_CONTACT }))) return accountId;
  }
}

/** Writes a request, listed with its account; it is cleaned away some time after it ended. */
export const putRequest = (request: Request): Put => ({
  do: 'put',
  row: {
    ...requestKey(request.id),
    type: 'request',
    ...request,
    ...{ list: personLists.requests(request.accountId), listKey: timeKey(request.askedAt, request.id) },
    expiresAt: Math.ceil((request.until + REQUEST_HOURS * HOUR) / 1000),
  },
  when: { is: 'absent' },
  orElse: 'already-done',
});

/** A request, also when its time is over: the caller says so. One whose visitor was erased is none any more. */
export async function loadRequest(table: Table, requestId: string): Promise<Request | undefined> {
  const row = await table.get(requestKey(requestId));
  return row?.['email'] === undefined ? undefined : (bare(row) as unknown as Request);
}

/** The link that goes to the address of a request: good for a callback, and as long as the request. */
export const linkOfRequest = (request: Request, createdAt: Instant): CustomerLink => ({
  ...{ purpose: 'callback', accountId: request.accountId, contactId: VISITOR_CONTACT },
  ...{ proved: false, requestId: request.id, language: request.language },
  ...(request.product === undefined ? {} : { product: request.product }),
  ...{ createdBy: 'visitor', createdAt, until: request.until },
});
