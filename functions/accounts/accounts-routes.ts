import * as contract from '../../shared/contracts/accounts-contract.ts';
import * as onboarding from '../../shared/contracts/onboarding-contract.ts';
import * as permissions from '../../shared/contracts/outreach-contract.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import { answer, type Call, type Reply } from '../../shared/runtime/http.ts';
import { pageAsked } from '../../shared/runtime/page.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { createAccount } from './create-account.ts';
import { importAccounts } from './import-accounts.ts';
import { listAccounts } from './list-accounts.ts';
import { mergeAccounts } from './merge-accounts.ts';
import { putContact } from './put-contact.ts';
import { putSellerProfile } from './put-seller-profile.ts';
import { readAccount } from './read-account.ts';
import { readFeed, readTimeline } from './read-history.ts';
import { readPermissions } from './read-permissions.ts';
import { recordPermission } from './record-permission.ts';

const who = ({ principal }: Call): string => (principal.kind === 'nobody' ? '-' : principal.id);
const part = (call: Call, name: string): string => call.params[name] ?? '';
const replied = async (
  answered: Promise<Outcome<unknown, string>>,
  status = 200,
): Promise<Outcome<Reply, string>> => {
  const outcome = await answered;
  return outcome.ok ? accepted({ status, body: outcome.value }) : outcome;
};

/** Which use case answers which route of the accounts. */
export const accountsRoutes = (ports: Ports) => [
  answer(contract.listAccounts, async call =>
    accepted({ body: await listAccounts(ports, { ...pageAsked(call.query), owner: call.query.owner }) }),
  ),
  answer(contract.createAccount, call => {
    const key = call.headers['idempotency-key'];
    const given = {
      input: call.body,
      principal: who(call),
      ...(key === undefined ? {} : { idempotencyKey: key }),
    };
    return replied(createAccount(ports, given), 201);
  }),
  answer(contract.getAccount, call => replied(readAccount(ports, part(call, 'accountId')))),
  answer(contract.getTimeline, call =>
    replied(readTimeline(ports, part(call, 'accountId'), pageAsked(call.query))),
  ),
  answer(contract.getFeed, async call =>
    accepted({ body: await readFeed(ports, { ...pageAsked(call.query), day: call.query.day }) }),
  ),
  answer(contract.mergeAccounts, call => {
    const { into, reason: why } = call.body;
    return replied(
      mergeAccounts(ports, {
        accountId: part(call, 'accountId'),
        into,
        why,
        principal: who(call),
        roles: call.principal.kind === 'staff' ? call.principal.roles : [],
      }),
    );
  }),
  answer(contract.putContact, call =>
    replied(
      putContact(ports, {
        accountId: part(call, 'accountId'),
        contactId: part(call, 'contactId'),
        contact: call.body,
      }),
    ),
  ),
  answer(onboarding.putSellerProfile, call =>
    replied(
      putSellerProfile(ports, {
        accountId: part(call, 'accountId'),
        parts: call.body,
        principal: who(call),
        idempotencyKey: call.headers['idempotency-key'],
      }),
    ),
  ),
  answer(permissions.getPermissions, call => replied(readPermissions(ports, part(call, 'accountId')))),
  answer(permissions.recordPermission, call =>
    replied(
      recordPermission(ports, {
        accountId: part(call, 'accountId'),
        input: call.body,
        principal: who(call),
        idempotencyKey: call.headers['idempotency-key'],
      }),
    ),
  ),
  answer(contract.postImport, call => {
    const { 'content-type': contentType = 'application/json' } = call.headers;
    const firstLine = Number(call.query.firstLine ?? 1);
    const given = {
      importId: part(call, 'importId'),
      contentType,
      text: call.text,
      firstLine,
      principal: who(call),
    };
    return replied(importAccounts(ports, given));
  }),
];
