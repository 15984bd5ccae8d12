import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import type { CalendarInput } from '../../shared/contracts/promises-contract.ts';
import type { Settings } from '../../shared/contracts/settings.ts';
import { loadCalendar, loadDepot, loadPolicy } from '../../shared/store/promise-store.ts';
import { compareSettings } from '../../tools/support/compare-settings.ts';
import { readSettings } from '../../tools/support/read-settings.ts';
import { seedSettings } from '../../tools/support/seed-settings.ts';
import { testPorts } from '../support/ports.ts';
import { exampleSettings } from '../support/team.ts';

const folder = mkdtempSync(join(tmpdir(), 'settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What reading the example says after somebody changed it. */
const readChanged = (change: (settings: Settings) => void): string => {
  const settings = exampleSettings();
  change(settings);
  const file = join(folder, 'settings.yaml');
  writeFileSync(file, stringify(settings));
  try {
    readSettings(file);
    return 'well';
  } catch (error) {
    return String(error).split('\n').slice(1).join('\n').trim();
  }
};

describe('a settings file', () => {
  test('may be the example, which a test gets anew each time', () => {
    exampleSettings().calendars['office']?.holidays.pop();
    expect(exampleSettings().calendars['office']?.holidays).toHaveLength(1);
    expect(readChanged(() => {})).toBe('well');
  });

  test.each<[string, (settings: Settings) => void]>([
    ['depots.mall.zone', ({ depots }) => Object.assign(depots['mall'] ?? {}, { zone: 'Mars/Olympus' })],
    ['depots.mall.clerks', ({ agents }) => delete agents['clara']],
    ['depots.mall.models.tab-8.floors', ({ policies }) => delete policies['two-hours']],
    [
      'schedules.evenings.rotations.0.agents.1',
      ({ agents }) => Object.assign(agents['emil'] ?? {}, { active: false }),
    ],
    ['chains.breach.ackMinutes', ({ chains }) => Object.assign(chains['breach'] ?? {}, { ackMinutes: 0 })],
    [
      'calendars.office.hours',
      ({ calendars }) => Object.assign(calendars['office'] ?? {}, { hours: {}, overrides: {} }),
    ],
    [
      'calendars.office.zone',
      ({ calendars }) => Object.assign(calendars['office'] ?? {}, { zone: 'Mars/Olympus' }),
    ],
    [
      'calendars.office.holidays.0.country',
      ({ calendars }) => Object.assign(calendars['office'] ?? {}, { holidays: [{ country: 'XX' }] }),
    ],
    ['policies.four-days.response.calendar', ({ calendars }) => delete calendars['office']],
    ['policies.four-days.breachChain', ({ chains }) => delete chains['breach']],
    ['policies.two-hours.depots.0', ({ depots }) => delete depots['mall']],
    [
      'chains.breach.steps.0.when.calendar',
      ({ chains }) =>
        Object.assign(chains['breach']?.steps[0] ?? {}, { when: { holidays: 'skip', calendar: 'none' } }),
    ],
    [
      'chains.breach.steps.0.who.agent',
      ({ chains }) => Object.assign(chains['breach']?.steps[0] ?? {}, { who: { agent: 'zoe' } }),
    ],
    [
      'chains.breach.steps.0.who.schedule',
      ({ chains }) => Object.assign(chains['breach']?.steps[0] ?? {}, { who: { schedule: 'none' } }),
    ],
  ])('is refused when %s is wrong, and the place is named', (place, change) => {
    expect(readChanged(change)).toContain(`${place}: `);
  });

  test('has all that is wrong with it named at once', () => {
    const said = readChanged(({ company, depots }) => {
      company.zone = 'Mars/Olympus';
      delete depots['mall'];
    });
    expect(said).toContain('company.zone: Mars/Olympus is no zone we know');
    expect(said).toContain('policies.two-hours.depots.0: ');
  });
});

describe('applying settings', () => {
  test('adds calendars, depots, agents and policies that are not there, and leaves the others alone', async () => {
    const ports = testPorts();
    const settings = exampleSettings();
    const { 'two-hours': _later, ...policies } = settings.policies;
    expect(await seedSettings(ports, { ...settings, policies }, 'tool')).toMatchObject({
      calendars: ['office', 'mall-counter'],
      chains: ['breach', 'no-stock'],
      depots: ['central', 'mall'],
      policies: ['four-days'],
    });
    const renamed = {
      ...settings,
      calendars: { office: { ...settings.calendars['office'], name: 'Renamed' } },
    };
    expect(await seedSettings(ports, renamed as Settings, 'tool')).toEqual({
      agents: [],
      calendars: [],
      chains: [],
      depots: [],
      policies: ['two-hours'],
      schedules: [],
    });
    expect(await loadCalendar(ports.table, 'office')).toMatchObject({ name: 'Office hours', version: 1 });
    expect(await loadDepot(ports.table, 'mall')).toMatchObject({ clerks: ['clara'], version: 1 });
    expect(await loadPolicy(ports.table, 'two-hours', 1)).toMatchObject({ changedBy: 'tool' });
  });

  test('says which of them could not be added, and why', async () => {
    const settings = exampleSettings();
    delete settings.depots['mall'];
    await expect(seedSettings(testPorts(), settings, 'tool')).rejects.toThrow(
      /policies\.two-hours .*central/,
    );
  });
});

describe('comparing settings with a deployment', () => {
  test('tells what applying would change from what people edited since', async () => {
    const ports = testPorts();
    const settings = exampleSettings();
    const { 'two-hours': _later, ...policies } = settings.policies;
    await seedSettings(ports, { ...settings, policies }, 'tool');
    expect(await compareSettings(ports.table, settings)).toEqual({
      changes: ['+ policies.two-hours'],
      edited: [],
    });
    settings.team.queueRetryMinutes = 20;
    settings.calendars['office'] = {
      ...settings.calendars['mall-counter'],
      name: 'Office hours',
    } as CalendarInput;
    const { changes, edited } = await compareSettings(ports.table, settings);
    expect(changes).toEqual([
      '- team.queueRetryMinutes: 15',
      '+ team.queueRetryMinutes: 20',
      '+ policies.two-hours',
    ]);
    expect(edited).toContain('+ calendars.office.hours.sat: [["10:00","18:00"]]');
    expect(edited).toContain('- calendars.office.overrides.2026-12-24: [["09:00","12:00"]]');
  });

  test('takes everything for new where nothing was ever seeded', async () => {
    const { changes, edited } = await compareSettings(testPorts().table, exampleSettings());
    expect(changes).toEqual(expect.arrayContaining(['+ calendars.office', '+ depots.mall', '+ agents.anna']));
    expect(edited).toEqual([]);
  });
});
