const NAME = '__Secure-fc_refresh';
const MAX_AGE_SECONDS = 7 * 24 * 3600;
/** The one path that the browser shows the cookie to: where the session routes stand behind the one origin. */
const PATH = '/api/session';
const GUARDS = `HttpOnly; Secure; SameSite=Strict; Path=${PATH}`;

export type RefreshCookie = { readonly agentId: string; readonly token: string };
type Carrier = {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly cookies: readonly string[];
};

/** `~` stands in no agent id and in no token. */
export const refreshCookie = ({ agentId, token }: RefreshCookie): string =>
  `${NAME}=${agentId}~${token}; ${GUARDS}; Max-Age=${MAX_AGE_SECONDS}`;

export const forgetCookie = `${NAME}=; ${GUARDS}; Max-Age=0`;

/** What the browser brought back, if it has the shape of what it was given. */
export function readRefreshCookie({ headers, cookies }: Carrier): RefreshCookie | undefined {
  const all = cookies.length > 0 ? cookies : (headers['cookie'] ?? '').split(';');
  const mine = all.map(one => one.trim()).find(one => one.startsWith(`${NAME}=`));
  const read = /^([A-Za-z0-9][A-Za-z0-9_.:@-]{0,63})~([A-Za-z0-9_.=-]{16,4096})$/.exec(
    mine?.slice(NAME.length + 1) ?? '',
  );
  const [, agentId, token] = read ?? [];
  return agentId !== undefined && token !== undefined ? { agentId, token } : undefined;
}
