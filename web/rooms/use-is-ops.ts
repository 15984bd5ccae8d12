import { useMe } from '../api/queries.ts';

/** True for those who operate the product. */
export const useIsOps = (): boolean => useMe().data?.agent.roles.includes('ops') ?? false;
