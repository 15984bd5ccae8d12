import { element } from '../customer/element.ts';
import type { Deeds } from './deeds.ts';
import { list } from './fields.ts';

type Spoken = { readonly languages: readonly string[]; readonly language: string };

/** Which language they want to be called in, each by its own name. */
export function languageList({ languages, language }: Spoken, { words: m, keep }: Deeds): HTMLElement {
  const all = languages.includes(language) ? languages : [language, ...languages];
  const options = all.map(tag => element('option', { value: tag, lang: tag }, nameOf(tag)));
  return list({
    ...{ key: 'call-language', label: m.start.language, options, value: language },
    choose: chosen => keep({ language: chosen }),
  });
}

function nameOf(tag: string): string {
  try {
    const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
    return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
  } catch {
    return tag;
  }
}
