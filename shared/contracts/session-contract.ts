import * as z from 'zod/mini';
import { email, nothing } from './common.ts';
import { defineRoute } from './define-route.ts';

const open = { access: { to: 'public' }, answeredBy: 'session' } as const;
const signedIn = z.object({ accessToken: z.string(), expiresIn: z.int(), agentId: z.string() });
/** Signing in may ask for one more thing: the second factor, or a password of one's own. */
const challenge = z.object({
  challenge: z.enum(['totp', 'totp-setup', 'new-password']),
  session: z.string(),
  secret: z.optional(z.string()),
});
export const signInAnswer = z.union([signedIn, challenge]);
export type SignInAnswer = z.infer<typeof signInAnswer>;

export const signIn = defineRoute({
  ...open,
  id: 'sign-in',
  method: 'POST',
  path: '/session',
  summary:
    'Signs an agent in. The refresh token stays in an HttpOnly cookie of this one path; the access token is answered.',
  body: z.union([
    z.strictObject({ email, password: z.string().check(z.minLength(1), z.maxLength(256)) }),
    z.strictObject({
      email,
      session: z.string().check(z.maxLength(4096)),
      code: z.string().check(z.regex(/^\d{6}$/, 'must be six digits')),
    }),
    z.strictObject({
      email,
      session: z.string().check(z.maxLength(4096)),
      newPassword: z.string().check(z.minLength(12), z.maxLength(256)),
    }),
  ]),
  answer: signInAnswer,
});
export const refreshSession = defineRoute({
  ...open,
  id: 'refresh-session',
  method: 'PUT',
  path: '/session',
  summary: 'A new access token for the cookie.',
  answer: signedIn,
});
export const signOut = defineRoute({
  ...open,
  id: 'sign-out',
  method: 'DELETE',
  path: '/session',
  summary: 'Ends the session and forgets the cookie.',
  answer: nothing,
});

export const postLiveTicket = defineRoute({
  access: { to: 'staff' },
  answeredBy: 'live-ticket',
  id: 'post-live-ticket',
  method: 'POST',
  path: '/v1/live-tickets',
  summary: 'A ticket for one connection of the live socket, good for 30 seconds.',
  body: nothing,
  answer: z.object({ ticket: z.string(), expiresAt: z.string() }),
});

/** What the live socket says. It never carries the thing itself: the console reads it again. */
export const liveFrame = z.union([
  z.object({ type: z.literal('notification'), id: z.string(), version: z.int() }),
  z.object({ type: z.literal('feed'), accountId: z.string() }),
  z.object({ type: z.literal('account'), accountId: z.string() }),
  z.object({ type: z.literal('tasks') }),
  z.object({ type: z.literal('roster') }),
  z.object({ type: z.literal('device-case'), id: z.string() }),
  z.object({ type: z.literal('depot'), id: z.string() }),
  z.object({ type: z.literal('policies') }),
  /** One call; without an id whatever is planned, such as when somebody objects. */
  z.object({ type: z.literal('calls'), id: z.optional(z.string()) }),
  /** One signal; without an id what is said of all, such as the budget. */
  z.object({ type: z.literal('outreach'), id: z.optional(z.string()) }),
  z.object({ type: z.literal('goodbye'), reason: z.string() }),
  z.object({ type: z.literal('pong') }),
]);
export type LiveFrame = z.infer<typeof liveFrame>;
