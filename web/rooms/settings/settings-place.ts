export const settingsTabs = ['you', 'messages', 'links'] as const;
export type SettingsTab = (typeof settingsTabs)[number];

/** A tab of the settings; of the messages which one, and in which language. */
export type SettingsPlace = {
  readonly of?: SettingsTab | undefined;
  readonly message?: string | undefined;
  readonly language?: string | undefined;
};

/** What an address says of the settings: one's own unless it names another tab. */
export function settingsPlaceOf(query: URLSearchParams): SettingsPlace {
  const of = settingsTabs.find(tab => tab === query.get('of'));
  if (of === undefined || of === 'you') return {};
  if (of === 'links') return { of };
  return { of, message: query.get('message') ?? undefined, language: query.get('language') ?? undefined };
}

export function settingsPath({ of, message, language }: SettingsPlace): string {
  const said = Object.entries({ of: of === 'you' ? undefined : of, message, language });
  const query = new URLSearchParams(said.filter((pair): pair is [string, string] => pair[1] !== undefined));
  return query.size > 0 ? `/settings?${query}` : '/settings';
}
