import { ToolError } from './command.ts';

/** The public API as a signed-in agent uses it. */
export type ApiClient = {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  put<T>(path: string, body: unknown): Promise<T>;
  delete<T>(path: string): Promise<T>;
};

/** Signs an agent in as the console does. */
export async function signIn(origin: string, email: string, password: string): Promise<ApiClient> {
  const call = async <T>(method: string, path: string, body: unknown, token?: string): Promise<T> => {
    const response = await fetch(`${origin}/api${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        origin,
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as { title?: string };
    if (!response.ok)
      throw new ToolError(
        `${method} ${path} was answered with ${response.status}: ${answer.title ?? 'no reason given'}`,
      );
    return answer as T;
  };
  const { accessToken } = await call<{ accessToken?: string }>('POST', '/session', { email, password });
  if (accessToken === undefined) throw new ToolError(`${email} must first sign in by the console`);
  return {
    get: path => call('GET', path, undefined, accessToken),
    put: (path, body) => call('PUT', path, body, accessToken),
    delete: path => call('DELETE', path, undefined, accessToken),
    post: (path, body = {}) => call('POST', path, body, accessToken),
  };
}
