import type { Brand } from './brand-file.ts';

/** The properties of the style sheet that a brand changes, with what they become. */
export function painted({ colours }: Brand): readonly (readonly [name: string, value: string])[] {
  if (!colours) return [];
  const { light, dark } = colours;
  const both = (one: string, other: string): string => `light-dark(${one}, ${other})`;
  return [
    ['--accent', both(light.accent, dark.accent)],
    ['--accent-ink', both(light.ink, dark.ink)],
    ['--accent-hover', both(light.hover, dark.hover)],
    ['--selected', both(light.selected, dark.selected)],
    ['--focus', both(light.accent, dark.hover)],
  ];
}
