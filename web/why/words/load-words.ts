import { use } from 'react';
import { bestLanguage, type Language } from '../../messages/languages.ts';
import { useMessages } from '../../messages/messages.ts';
import type { WhyWords } from './why-words.ts';

const loaders: Readonly<Record<Language, () => Promise<WhyWords>>> = {
  de: async () => (await import('./de.ts')).de,
  en: async () => (await import('./en.ts')).en,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
  it: async () => (await import('./it.ts')).it,
};

const loaded = new Map<Language, Promise<WhyWords>>();

function wordsIn(language: Language): Promise<WhyWords> {
  const held = loaded.get(language);
  if (held) return held;
  const asked = loaders[language]();
  loaded.set(language, asked);
  asked.catch(() => loaded.delete(language));
  return asked;
}

/** The words for reasons, read with the first that is opened, in the console's language; suspends until they are there. */
export const useWhyWords = (): WhyWords => use(wordsIn(bestLanguage([useMessages().locale])));
