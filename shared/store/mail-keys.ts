import { join } from './keys.ts';
import type { Key } from './table.ts';

/** What the mail service reported first of a customer's mail, by the mail's effect key. */
export const mailReportKey = (effect: string): Key => ({ pk: join('mail', effect), sk: 'report' });
