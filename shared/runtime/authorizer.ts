import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';
import { errorLine, log } from './log.ts';

/** What API Gateway takes as an answer, and hands on to whoever answers the route. */
export type AuthorizerAnswer =
  | { readonly isAuthorized: false }
  | { readonly isAuthorized: true; readonly context: Readonly<Record<string, string>> };
type Check = (carried: string | undefined) => Promise<AuthorizerAnswer>;

/**
 * The Lambda that API Gateway asks who carries a key or a link. It fails when that cannot be looked up: API Gateway says
 * 500 then, and asks again at the next call. Answers are kept for a minute.
 */
export const authorizerApi =
  (checks: { readonly key: Check; readonly link: Check }) =>
  async (
    event: Pick<APIGatewayRequestAuthorizerEventV2, 'headers' | 'routeKey'>,
  ): Promise<AuthorizerAnswer> => {
    const carried = event.headers?.['authorization'];
    const who = /^Link /i.test(carried ?? '') ? 'link' : 'key';
    const about = { route: event.routeKey };
    try {
      const answer = await checks[who](carried);
      const known = answer.isAuthorized ? answer.context : {};
      log.info(answer.isAuthorized ? `${who}-accepted` : `${who}-refused`, { ...about, ...known });
      return answer;
    } catch (error) {
      log.error(`${who}-unchecked`, { ...about, ...errorLine(error) });
      throw error;
    }
  };
