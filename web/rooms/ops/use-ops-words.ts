import { use } from 'react';
import { bestLanguage, type Language } from '../../messages/languages.ts';
import { useMessages } from '../../messages/messages.ts';
import type { OpsWords } from './words/en.ts';

export type { OpsWords };

const loaders: Record<Language, () => Promise<OpsWords>> = {
  de: async () => (await import('./words/de.ts')).de,
  en: async () => (await import('./words/en.ts')).en,
  es: async () => (await import('./words/es.ts')).es,
  fr: async () => (await import('./words/fr.ts')).fr,
  it: async () => (await import('./words/it.ts')).it,
};
const loaded = new Map<Language, Promise<OpsWords>>();

function wordsIn(language: Language): Promise<OpsWords> {
  const known = loaded.get(language);
  if (known) return known;
  const words = loaders[language]();
  loaded.set(language, words);
  // Whoever comes back after a failure tries again.
  words.catch(() => loaded.delete(language));
  return words;
}

/** The words of this room, which come with it; whatever waits for them is suspended meanwhile. */
export const useOpsWords = (): OpsWords => use(wordsIn(bestLanguage([useMessages().locale])));
