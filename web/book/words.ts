import type { Language } from '../messages/languages.ts';
import { de } from './messages/de.ts';
import { en } from './messages/en.ts';
import { es } from './messages/es.ts';
import { fr } from './messages/fr.ts';
import { it } from './messages/it.ts';

export type Words = typeof en;

/** The page's words. Customers are addressed formally. */
export const words: Readonly<Record<Language, Words>> = { de, en, es, fr, it };
