import type { Settings } from '../contracts/settings.ts';
import { settingsKey } from './keys.ts';
import type { Ports } from './ports.ts';
import type { Table } from './table.ts';

/** Parts that only begin in the settings file and live in rows of their own afterwards. */
export type SeedPart = 'agents' | 'calendars' | 'policies' | 'depots' | 'chains' | 'schedules';
/** Those of deployments of before chains had rows still hold them. */
export type StoredSettings = Omit<Settings, SeedPart> & Partial<Pick<Settings, 'chains'>>;

/** The settings without the parts that live in rows of their own. */
export function withoutSeeds(settings: Settings): Omit<Settings, SeedPart> {
  const {
    agents: _a,
    calendars: _c,
    schedules: _s,
    chains: _h,
    policies: _p,
    depots: _d,
    ...kept
  } = settings;
  return kept;
}

/** What moments lead to that settings of before do not name. */
const NEWER_MOMENTS = { 'help-asked': { push: false } } as const;

/** The company's settings as the table keeps them. Throws when the deployment was never seeded. */
export async function loadSettings(table: Table): Promise<StoredSettings> {
  const row = await table.get(settingsKey);
  if (!row) throw new SettingsError('no settings in the table: run `npm run settings -- apply`');
  const settings = row['settings'] as StoredSettings;
  return { ...settings, moments: { ...NEWER_MOMENTS, ...settings.moments } };
}

/** Writes the settings with the next version; refused with `stale` when somebody else did meanwhile. */
export async function saveSettings({ table, clock, ids }: Ports, settings: StoredSettings) {
  const current = await table.get(settingsKey);
  const version = current?.version;
  return table.commit({
    commitId: ids.random('cmt'),
    writes: [
      {
        do: 'put',
        row: {
          ...settingsKey,
          type: 'settings',
          settings,
          changedAt: clock.now(),
          version: (version ?? 0) + 1,
        },
        when: version === undefined ? { is: 'absent' } : { is: 'version', version },
        orElse: 'stale',
      },
    ],
  });
}

class SettingsError extends Error {
  override readonly name = 'SettingsError';
}
