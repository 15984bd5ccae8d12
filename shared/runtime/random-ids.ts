import { randomBytes } from 'node:crypto';
import type { Ids } from '../kernel/id.ts';

/** Random roots with 160 bits. */
export const randomIds: Ids = { random: prefix => `${prefix}_${randomBytes(20).toString('base64url')}` };
