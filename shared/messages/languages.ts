import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import type { Texts } from './texts.ts';

const texts = { en, de, es, fr, it } as const satisfies Record<string, Texts>;
export type MessageLanguage = keyof typeof texts;
export const messageLanguages = Object.keys(texts) as readonly MessageLanguage[];

const baseOf = (tag: string): string => tag.split('-')[0] ?? tag;
const isWritten = (tag: string): tag is MessageLanguage => Object.hasOwn(texts, tag);

/**
 * The language to write to an agent in: the first of theirs that the company uses and texts exist in, else the
 * company's first, else English. Regions do not matter: `de-AT` is written to in `de`.
 */
export function pickLanguage(
  agentLanguages: readonly string[],
  available: readonly string[],
): MessageLanguage {
  const usable = available.map(baseOf).filter(isWritten);
  const spoken = agentLanguages.map(baseOf);
  return (
    spoken.find((tag): tag is MessageLanguage => isWritten(tag) && usable.includes(tag)) ?? usable[0] ?? 'en'
  );
}

export const textsIn = (language: MessageLanguage): Texts => texts[language];
