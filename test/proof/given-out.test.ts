import { expect, test } from '@jest/globals';
import { beginTale } from './tale.ts';
import { aLifeOf, cleo, cleoSays, lead } from './tales/persons.ts';

test('what is given out of a person is all that was said of them, and nothing of anybody else', async () => {
  const { tale } = await beginTale(1);
  await aLifeOf(tale);
  const { ask, refused, rows } = tale;
  const query = { reason: 'asked for it by letter' };
  const given = await ask('get-personal-data', { by: lead, params: cleo, query });
  const text = JSON.stringify(given);
  expect(Object.values(cleoSays).filter(said => !text.includes(said))).toEqual([]);
  expect(text).not.toMatch(/Dora|Dohle|901830/);
  expect(Object.keys(given['kinds'] as object).sort()).toEqual(['call', 'contact', 'feedback', 'journey']);
  const lines = rows('journal').filter(({ decision }) => decision === 'person-given-out');
  expect(lines).toMatchObject([{ by: 'anna', data: { contactId: 'c-1', ...query } }]);
  expect(JSON.stringify(lines)).not.toMatch(/Canaria|901820/);
  const asAgent = { staff: 'bruno', roles: ['agent'] };
  await refused('get-personal-data', { by: asAgent, params: cleo, query }, 403);
  await refused('get-personal-data', { by: lead, params: cleo, query: {} }, 400);
});
