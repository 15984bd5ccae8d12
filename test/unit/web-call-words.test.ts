import { describe, expect, test } from '@jest/globals';
import { callEnded, callWanted, feedbackGiven, journeyMoved } from '../../shared/events/call-events.ts';
import { de } from '../../web/messages/de.ts';
import { en } from '../../web/messages/en.ts';
import { es } from '../../web/messages/es.ts';
import { fr } from '../../web/messages/fr.ts';
import { it } from '../../web/messages/it.ts';
import { factSentence } from '../../web/messages/words.ts';

describe.each(Object.entries({ de, en, es, fr, it }))('in %s', (language, m) => {
  const names = { agent: (id: string) => id, language: (tag: string) => tag, date: () => 'DATE' };
  const told = (name: string, data: Readonly<Record<string, unknown>>, reason = {}) =>
    factSentence({ name, data, reason }, m, names);

  test('what became of calls, feedback and onboarding is told in words', () => {
    for (const { name, sample } of [callWanted, callEnded, feedbackGiven, journeyMoved]) {
      const sentence = told(name, sample);
      expect(sentence).not.toMatch(/undefined|\[object|…|^(Call|Feedback|Journey) /);
      if (language !== 'en')
        expect(sentence).not.toBe(factSentence({ name, data: sample, reason: {} }, en, names));
    }
    for (const name of [feedbackGiven.name, 'call.feedback-given'])
      expect(told(name, feedbackGiven.sample)).toContain('5');
  });

  test('whatever moved an onboarding is told as that, but for what somebody did', () => {
    const reason = { product: 'repricer', phase: 'welcome-due' };
    expect(told('account.changed', {}, reason)).toContain(m.onboarding.phases['welcome-due']);
    expect(told('journey.strategy-agreed', { product: 'repricer' }, reason)).toBe(
      m.facts['journey.strategy-agreed']({ product: 'Repricer' } as never),
    );
  });
});
