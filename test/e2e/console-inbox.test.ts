import { describe, expect, test } from '@jest/globals';
import { passMinutes, takenBy } from './support/mock-notification-handlers.ts';
import { stageConsole } from './support/stage-console.ts';
import { until } from './support/until.ts';

const stage = stageConsole();

const held = (id: string) => stage.server.state.notifications.find(one => one.id === id);
const acknowledged = () => stage.server.state.writes.filter(one => one.endsWith('/acknowledge'));
/** As if the page were hidden: whatever is held goes out now. */
const hide = () => stage.page.evaluate(() => dispatchEvent(new Event('pagehide')));
const countOf = (tab: string, wanted: string) =>
  until(
    async () => (await stage.pages.inboxTab(tab).textContent()) ?? '',
    text => text.endsWith(wanted),
  );
const gone = (id: string) => stage.pages.row(id).waitFor({ state: 'detached' });

describe('what is acknowledged', () => {
  test('is gone at once, and back when it is undone: nobody was told', async () => {
    await stage.pages.signIn();
    await stage.pages.row('ntf_1').waitFor();
    await stage.pages.press('j', 'j');
    await stage.pages.detail.waitFor();
    await stage.pages.press('e');
    await gone('ntf_1');
    await countOf('', '40');
    await stage.pages.press('u');
    await stage.pages.row('ntf_1').waitFor();
    await countOf('', '41');
    await stage.pages.press('j', 'e');
    await hide();
    await until(acknowledged, all => all.length > 0);
    expect(acknowledged()).toEqual(['POST /v1/notifications/ntf_2/acknowledge']);
  });

  test('stays undoable in the other rooms, and is sent once when its time is over', async () => {
    await stage.pages.signIn();
    await stage.pages.notifications.first().waitFor();
    await stage.pages.press('j', 'e', 'g', 'f');
    await stage.pages.feedEntries.first().waitFor();
    await stage.page.getByTestId('toast').getByRole('button', { name: 'Undo' }).waitFor();
    await until(
      () => held('ntf_0')?.state,
      state => state === 'acknowledged',
    );
    await stage.page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' });
    await hide();
    await stage.pages.press('g', 'i');
    await stage.pages.notifications.first().waitFor();
    expect(await stage.pages.row('ntf_0').count()).toBe(0);
    expect(acknowledged()).toHaveLength(1);
  });

  test('is not lost when the tab is closed', async () => {
    await stage.pages.signIn();
    await stage.pages.notifications.first().waitFor();
    await stage.pages.press('j', 'e');
    await gone('ntf_0');
    await stage.page.goto('about:blank');
    await until(
      () => held('ntf_0')?.state,
      state => state === 'acknowledged',
    );
    expect(acknowledged()).toHaveLength(1);
  });

  test('comes back with a word when the server refuses', async () => {
    await stage.pages.signIn();
    await stage.pages.notifications.first().waitFor();
    stage.server.state.gate = async ({ path }) =>
      path.endsWith('/acknowledge')
        ? { type: 'about:blank', title: 'stale', status: 409, refusal: 'stale' }
        : undefined;
    await stage.pages.press('j', 'e');
    await gone('ntf_0');
    await hide();
    await stage.pages.row('ntf_0').waitFor();
    await stage.pages.toasts.filter({ hasText: 'It changed in the meantime' }).waitFor();
  });
});

describe('several at once', () => {
  test('are acknowledged together, and who was faster at one of them is named', async () => {
    await stage.pages.signIn();
    await stage.pages.notifications.first().waitFor();
    await stage.pages.press('j', 'x', 'j', 'x');
    await stage.pages.row('ntf_2').getByTestId('pick').click();
    await stage.page.getByTestId('picked').getByText('3 selected').waitFor();
    takenBy(stage.server.state, 'ntf_1', 'bruno');
    await stage.page.getByRole('toolbar').getByRole('button', { name: 'Acknowledge' }).click();
    await stage.pages.toasts.filter({ hasText: '3 notifications acknowledged' }).waitFor();
    await hide();
    await stage.pages.toasts.filter({ hasText: 'Casa Aurora: Bruno Conti was faster.' }).waitFor();
    expect([held('ntf_0')?.acknowledgedBy, held('ntf_1')?.acknowledgedBy]).toEqual(['anna', 'bruno']);
    expect(stage.server.state.writes.filter(one => one.endsWith('/notification-actions'))).toHaveLength(1);
    await countOf('', '38');
  });

  test('are not acted on once the selection is cleared', async () => {
    await stage.pages.signIn();
    await stage.pages.notifications.first().waitFor();
    await stage.pages.press('j', 'x', 'j', 'x');
    await stage.page.getByTestId('picked').waitFor();
    await stage.pages.press('Escape');
    await stage.page.getByTestId('picked').waitFor({ state: 'detached' });
    await stage.pages.press('e');
    await stage.pages.toasts.filter({ hasText: /^Acknowledged/ }).waitFor();
    await stage.pages.row('ntf_0').waitFor();
  });
});

describe('what is snoozed', () => {
  test('goes no further than its promise, says so before and after, and comes back new', async () => {
    await stage.pages.signIn('/inbox/ntf_4');
    await stage.pages.detail.waitFor();
    await stage.pages.press('s');
    await stage.page.getByRole('dialog').waitFor();
    await stage.pages.press('ArrowDown');
    await stage.page.getByTestId('snooze-outcome').getByText('Only until 12:40').waitFor();
    await stage.page.getByLabel('Why it may wait').fill('calls back at noon');
    await stage.pages.press('Enter');
    await stage.pages.toasts.filter({ hasText: 'until 12:40: its promise ends then' }).waitFor();
    expect(held('ntf_4')).toMatchObject({ snoozeCapped: true, snoozeReason: 'calls back at noon' });
    await gone('ntf_4');
    await countOf('snoozed', '1');
    await stage.pages.inboxTab('snoozed').click();
    await stage.pages.row('ntf_4').getByText('back 12:40').waitFor();
    passMinutes(stage.server.state, 140);
    await gone('ntf_4');
    await stage.pages.toasts.filter({ hasText: 'Officina Verdi' }).waitFor();
    await stage.pages.inboxTab('unread').click();
    await stage.pages.row('ntf_4').waitFor();
  });

  test('is brought back by hand, and by undoing', async () => {
    await stage.pages.signIn('/inbox/ntf_5');
    await stage.pages.detail.waitFor();
    await stage.pages.press('s');
    await stage.page.getByRole('dialog').waitFor();
    await stage.pages.press('Enter');
    await countOf('snoozed', '1');
    await stage.pages.press('u');
    await countOf('snoozed', '0');
    await stage.pages.row('ntf_5').waitFor();
    await stage.pages.press('s');
    await stage.page.getByRole('dialog').waitFor();
    await stage.pages.press('Enter');
    await stage.pages.detail.getByRole('button', { name: 'Bring back' }).click();
    await stage.pages.row('ntf_5').waitFor();
    expect(held('ntf_5')?.snoozedUntil).toBeUndefined();
  });
});

describe('the tabs', () => {
  test('have addresses, keep what is read until they are opened again, and find what is loaded', async () => {
    await stage.pages.signIn('/inbox?filter=unread');
    await stage.pages.row('ntf_0').waitFor();
    expect(await stage.pages.notifications.count()).toBe(3);
    await until(
      () => stage.server.state.writes.filter(one => one.endsWith('/seen')).length,
      n => n === 3,
    );
    await countOf('unread', '0');
    expect(await stage.pages.notifications.count()).toBe(3);
    await stage.pages.inboxTab('all').click();
    await stage.page.getByRole('searchbox').fill('alpenglanz renewed');
    await until(
      () => stage.pages.notifications.count(),
      count => count > 0 && count < 5,
    );
    await stage.pages.inboxTab('unread').click();
    await stage.page.getByText('Everything is read').waitFor();
  });

  test('open a deep link whatever they show, with how it was told and what became of it', async () => {
    await stage.pages.signIn('/inbox/ntf_6?filter=snoozed');
    await stage.pages.acknowledged.waitFor();
    expect(await stage.page.getByTestId('delivery').allTextContents()).toEqual([
      expect.stringContaining('Open console'),
      expect.stringMatching(/Browser push.*delivered.*2 attempts.*taken by the push service/),
      expect.stringMatching(/E-mail.*not needed.*was seen before/),
    ]);
    await stage.page.getByTestId('history').getByText('Told').waitFor();
  });

  test('are worked through by keys alone: open, select, take on, put away, undo, help', async () => {
    await stage.pages.signIn();
    await stage.pages.notifications.first().waitFor();
    await stage.pages.press('j', 'e', 'j');
    await until(
      () => stage.page.url(),
      url => url.endsWith('/inbox/ntf_1'),
    );
    await stage.pages.press('x', 'j', 'x', 's');
    await stage.page.getByRole('heading', { name: 'Snooze 2 notifications' }).waitFor();
    await stage.pages.press('Enter');
    await countOf('snoozed', '2');
    await stage.pages.press('u');
    await countOf('snoozed', '0');
    await stage.pages.press('?');
    await stage.page.getByRole('dialog').getByText('Snooze').waitFor();
    await stage.pages.press('Escape', 'Enter');
    await stage.pages.account.waitFor();
  });
});
