/** The languages that the console speaks. */
export const languages = ['de', 'en', 'es', 'fr', 'it'] as const;
export type Language = (typeof languages)[number];

/** The first of the tags that the console can speak; English when it speaks none. */
export function bestLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    const base = tag.slice(0, 2).toLowerCase();
    const found = languages.find(language => language === base);
    if (found) return found;
  }
  return 'en';
}
