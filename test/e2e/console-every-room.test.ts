import { expect, test } from '@jest/globals';
import { faults, settled } from './support/access-check.ts';
import { allRooms } from './support/all-rooms.ts';
import { teamOf } from './support/mock-team-load.ts';
import { stageConsole } from './support/stage-console.ts';

const stage = stageConsole();
const WITHIN_MS = 1_200_000;
/** A few rooms a sign-in: what one leaves behind must not hide in the next for long. */
const handful = Array.from({ length: Math.ceil(allRooms.length / 14) }, (_, at) =>
  allRooms.slice(at * 14, (at + 1) * 14),
);

test.each(handful)(
  'from %s on: nothing that WCAG 2.2 AA forbids in light and dark, nothing too wide on a phone or enlarged',
  async (...paths) => {
    teamOf(stage.server.state);
    await stage.pages.signIn('/feed');
    const found: string[] = [];
    for (const path of paths) {
      await stage.pages.open(path);
      await stage.page
        .getByRole('heading', { level: 1 })
        .or(stage.page.getByRole('dialog'))
        .first()
        .waitFor();
      await settled(stage.page);
      found.push(...(await faults(stage.page)));
    }
    expect(found).toEqual([]);
  },
  WITHIN_MS,
);
