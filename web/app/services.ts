import { QueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Api } from '../api/api.ts';
import { createApi } from '../api/api.ts';
import { ApiError } from '../api/problem.ts';
import { Session } from '../api/session.ts';
import { machineNow } from './clock.ts';
import { randomId } from './random.ts';

export type Services = { readonly session: Session; readonly api: Api; readonly queries: QueryClient };

/** Calls back after so many ms; the answer stops it. */
export const after = (ms: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** A call that the server understood and refused is not tried again; one that got no proper answer is, twice. */
const retry = (failures: number, error: unknown): boolean =>
  failures < 2 && error instanceof ApiError && (error.problem.status === 0 || error.problem.status >= 500);

/** Everything that lives as long as the page. */
export function createServices(): Services {
  const fetch = (url: string, init: RequestInit) => globalThis.fetch(url, init);
  const session = new Session({ fetch, now: machineNow, after });
  const queries = new QueryClient({
    defaultOptions: {
      queries: { retry, staleTime: 30_000, networkMode: 'always', refetchOnWindowFocus: false },
      mutations: { networkMode: 'always' },
    },
  });
  return { session, api: createApi({ session, fetch, randomId }), queries };
}

const ServicesContext = createContext<Services | undefined>(undefined);
export const ServicesProvider = ServicesContext.Provider;

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error('The services are not provided here.');
  return services;
}
