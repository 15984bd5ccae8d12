import type { Deployment } from '../deployment.ts';

export type Config = Deployment['config'];
/** How many questions of a kind go to AWS at once: more are throttled. */
export const AT_ONCE = 8;
