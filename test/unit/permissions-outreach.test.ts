import { describe, expect, test } from '@jest/globals';
import { type Approached, EVERYBODY } from '../../shared/domain/accounts/permissions.ts';
import { chooseForCall, chooseForOffer } from '../../shared/domain/outreach/choose-contact.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { deedsIn } from '../support/outreach-deeds.ts';
import { outreachRoom } from '../support/outreach-room.ts';

const market = { products: ['repricer'], by: 'call' as const, purpose: 'marketing' as const };

async function aRoom(settings: Parameters<typeof outreachRoom>[0] = {}) {
  const room = await outreachRoom(settings);
  const deeds = deedsIn(room);
  const says = (word: 'allows' | 'objects', purpose: 'service' | 'marketing') => {
    room.ports.clock.set(deeds.now() + MINUTE);
    return room.say('permission.recorded', 'acme', { contactId: 'c-1', purpose, word, how: 'call' });
  };
  const start = async () => {
    const [call] = room.openCalls('acme');
    const done = await room.act(String(call?.['id']), { do: 'start' });
    return done.ok ? 'started' : done.refusal;
  };
  return { room, deeds, says, start, goTo: () => room.goTo(deeds.now()) };
}

describe('a customer who did not ask', () => {
  test('is not called about a claim near its end once they object, though the call was planned before', async () => {
    const { room, deeds, says, start, goTo } = await aRoom();
    await room.signUp('acme');
    await deeds.claims('big', 10);
    await goTo();
    expect(room.openCalls('acme')).toHaveLength(1);
    await says('objects', 'service');
    await deeds.later(HOUR);
    expect(room.openCalls('acme')).toEqual([]);
    await says('allows', 'service');
    await goTo();
    expect(await start()).toBe('started');
  });

  test('is offered a consultation that counts as marketing by consent alone, as long as they do not take it back', async () => {
    const { room, says, start, goTo } = await aRoom({ market });
    await room.signUp('acme', { product: 'repricer' });
    const change = { marketplace: 'amazon-de', change: 'amazon-sells' };
    await room.say('market.changed', 'acme', change);
    await goTo();
    expect(room.named('call.wanted')).toEqual([]);
    await says('allows', 'marketing');
    await goTo();
    expect(room.named('call.wanted').map(({ data }) => data)).toMatchObject([
      { kind: 'consultation', purpose: 'marketing', contactId: 'c-1' },
    ]);
    await says('objects', 'marketing');
    expect(await start()).toBe('no-consent');
    await goTo();
    expect(room.openCalls('acme')).toEqual([]);
  });
});

describe('whom outreach turns to', () => {
  const word = { contactId: 'a', purpose: 'service', word: 'objects', how: 'call', at: 1, by: 'x' } as const;
  const words = [{ ...word, eventId: 'evt_1' }];
  const [a, twin, b] = [
    { id: 'a', phone: '+491' },
    { id: 'a2', phone: '+491' },
    { id: 'b', phone: '+492' },
  ];
  const ofA = (...contacts: Approached[]) => chooseForCall({ contacts, words });

  test('is the first with a number who does not object, and nobody known elsewhere alone', () => {
    expect(ofA(a, twin, b)).toBe(b);
    expect(ofA(a, twin)).toBe('objected');
    expect(ofA({ id: 'c' })).toBe('no-contact');
    expect(chooseForCall({ contacts: [a, { ...b, isElsewhere: true }], words })).toBe('objected');
    expect(chooseForCall({ contacts: [b], words: [{ ...word, contactId: EVERYBODY, eventId: 'e' }] })).toBe(
      'objected',
    );
  });

  test('is offered something as they like it, never against their wish for none, nor without a way', () => {
    const offer = (...contacts: (Approached & { offers?: 'call' | 'mail' | 'none' })[]) =>
      chooseForOffer({ contacts, words }, { purpose: 'service', by: 'mail' });
    const mail = { id: 'm', email: 'm@mall.example' };
    expect(offer({ ...b, offers: 'none' }, mail)).toEqual({ by: 'mail', contact: { id: 'm' } });
    expect(offer({ ...mail, offers: 'call' }, { ...b, offers: 'none' })).toMatchObject({
      contact: { why: 'no-contact' },
    });
    expect(offer({ ...b, offers: 'call' }, mail)).toEqual({ by: 'call', contact: { id: 'b' } });
    expect(offer({ ...b, offers: 'none' })).toMatchObject({ by: 'none' });
    expect(offer(a)).toEqual({ by: 'mail', contact: { why: 'objected' } });
    expect(chooseForOffer({ contacts: [mail], words }, { purpose: 'marketing', by: 'mail' })).toMatchObject({
      contact: { why: 'objected' },
    });
  });
});
