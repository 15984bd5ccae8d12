import type * as z from 'zod/mini';

/**
 * Who may call: nobody needs to be known for `public`; `machine` needs an API key with the scope;
 * `customer` needs a signed link of one of the purposes, or an API key with the scope that acts for the customer;
 * `staff` needs a signed-in agent, `lead` one who leads, `ops` one who operates, `lead-or-ops` either. With `clerk` also a client's depot
 * clerk may call, who is signed in but not on the staff; what they may see is decided further in.
 */
export type Access =
  | { readonly to: 'public' }
  | { readonly to: 'machine'; readonly scope: Scope }
  | { readonly to: 'customer'; readonly scope: Scope; readonly purposes: readonly LinkPurpose[] }
  | { readonly to: 'staff'; readonly role?: 'lead' | 'ops' | 'lead-or-ops' | 'clerk' };

export const scopes = [
  'events:write',
  'accounts:write',
  'devices:write',
  'links:write',
  'callbacks:write',
  'calls:read',
] as const;
export type Scope = (typeof scopes)[number];

/** What a signed link of a customer may be good for: ask for a call, see to a booked one, say how it was. */
export const linkPurposes = ['callback', 'appointment', 'feedback'] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

export const apiFunctions = [
  'intake-api',
  'accounts-api',
  'team-api',
  'notifications-api',
  'escalations-api',
  'duty-api',
  'calendar-feeds',
  'promises-api',
  'devices-api',
  'depots-api',
  'device-links',
  'links-api',
  'callbacks-api',
  'calls-api',
  'onboarding-api',
  'outreach-api',
  'persons-api',
  'views-api',
  'session',
  'live-ticket',
] as const;
/** The Lambda that answers a route. */
export type ApiFunction = (typeof apiFunctions)[number];

export type Route = {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path below the API's root, with `{name}` for parts that vary. Behind the one origin it stands under `/api`. */
  readonly path: string;
  readonly access: Access;
  readonly answeredBy: ApiFunction;
  readonly summary: string;
  readonly body?: z.ZodMiniType;
  readonly query?: z.ZodMiniType;
  readonly answer: z.ZodMiniType;
  /** Largest body in bytes; 8 KB unless said. */
  readonly maxBytes?: number;
};

/** Declares a route; the API, its authorisation, the OpenAPI page and the tests all come from this. */
export const defineRoute = <const R extends Route>(route: R): R => route;

/** Who calls. Roles and scopes come from the verified token or key, never from the caller's words. */
export type Principal =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'machine'; readonly id: string; readonly scopes: readonly string[] }
  /** The holder of a signed link; `id` is the digest of its token. */
  | { readonly kind: 'link'; readonly id: string; readonly purpose: string }
  | { readonly kind: 'staff'; readonly id: string; readonly roles: readonly string[] };

/** True when the one who calls may use a route of this access at all; what they may do to whom is decided further in. */
export function permits(access: Access, principal: Principal): boolean {
  if (access.to === 'public') return true;
  if (access.to === 'machine') return principal.kind === 'machine' && principal.scopes.includes(access.scope);
  if (access.to === 'customer')
    return principal.kind === 'machine'
      ? principal.scopes.includes(access.scope)
      : principal.kind === 'link' && (access.purposes as readonly string[]).includes(principal.purpose);
  if (principal.kind !== 'staff') return false;
  if (access.role === 'clerk') return principal.roles.length > 0;
  if (access.role === 'lead-or-ops') return principal.roles.some(role => role === 'lead' || role === 'ops');
  if (access.role !== undefined) return principal.roles.includes(access.role);
  return principal.roles.some(role => role !== 'clerk');
}
