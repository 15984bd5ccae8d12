import type { en } from './messages/en.ts';

/** Words that every page for customers has. They are addressed formally. */
export type CommonWords = typeof en;
