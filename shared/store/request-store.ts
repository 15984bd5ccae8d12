import { digest } from '../kernel/id.ts';
import { HOUR, type Instant } from '../kernel/instant.ts';
import { requestKey } from './keys.ts';
import type { CustomerLink } from './link-store.ts';
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
export const visitorAccountId = (email: string): string => `visitor-${digest('visitor', email)}`;

/** Writes a request; it is cleaned away some time after it ended. */
export const putRequest = (request: Request): Put => ({
  do: 'put',
  row: {
    ...requestKey(request.id),
    type: 'request',
    ...request,
    expiresAt: Math.ceil((request.until + REQUEST_HOURS * HOUR) / 1000),
  },
  when: { is: 'absent' },
  orElse: 'already-done',
});

/** A request, also when its time is over: the caller says so. */
export async function loadRequest(table: Table, requestId: string): Promise<Request | undefined> {
  const row = await table.get(requestKey(requestId));
  return row && (bare(row) as unknown as Request);
}

/** The link that goes to the address of a request: good for a callback, and as long as the request. */
export const linkOfRequest = (request: Request, createdAt: Instant): CustomerLink => ({
  ...{ purpose: 'callback', accountId: request.accountId, contactId: VISITOR_CONTACT },
  ...{ proved: false, requestId: request.id, language: request.language },
  ...(request.product === undefined ? {} : { product: request.product }),
  ...{ createdBy: 'visitor', createdAt, until: request.until },
});
