import { useMe } from '../api/queries.ts';

/** True for those who may write what the whole team works by. */
export const useIsLead = (): boolean => useMe().data?.agent.roles.includes('lead') ?? false;
