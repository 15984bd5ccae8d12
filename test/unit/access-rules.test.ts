import { describe, expect, test } from '@jest/globals';
import { mailboxOf } from '../../shared/domain/access/mailbox.ts';
import { mayMerge } from '../../shared/domain/access/may-merge.ts';
import { sourceAddress } from '../../shared/domain/access/source-address.ts';

describe('the mailbox behind an address', () => {
  test.each([
    ['Cleo@Example.COM', 'cleo@example.com'],
    ['cleo+news@example.com', 'cleo@example.com'],
    ['cleo+news+more@example.com', 'cleo@example.com'],
    ['+news@example.com', '+news@example.com'],
    ['c.l.eo@example.com', 'c.l.eo@example.com'],
    ['c.l.eo@gmail.com', 'cleo@gmail.com'],
    ['C.Leo+x@GoogleMail.com', 'cleo@googlemail.com'],
    ['cleo@example.com.', 'cleo@example.com'],
    ['"a@b"@example.com', '"a@b"@example.com'],
  ])('of %s is %s', (address, mailbox) => {
    expect(mailboxOf(address)).toBe(mailbox);
  });
});

describe('where a request comes from', () => {
  test.each([
    [{ 'x-forwarded-for': '198.51.100.7, 203.0.113.9' }, '198.51.100.7'],
    [{ 'x-forwarded-for': 'made-up,198.51.100.7 ,203.0.113.9' }, '198.51.100.7'],
    [{ 'x-forwarded-for': ' 203.0.113.9 ' }, '203.0.113.9'],
    [{ 'x-forwarded-for': `${'a'.repeat(70)}, b` }, 'a'.repeat(64)],
    [{}, ''],
  ])('%j: %s', (headers, address) => {
    expect(sourceAddress(headers)).toBe(address);
  });
});

describe('two accounts are merged', () => {
  const anna = { id: 'anna', roles: ['agent'] };

  test.each([
    ['by the owner of one', anna, ['emil', 'anna'], true],
    ['by a lead', { id: 'lea', roles: ['agent', 'lead'] }, ['emil'], true],
    ['by anybody where none has an owner', anna, [undefined, undefined], true],
    ['not by anybody else', anna, ['emil', undefined], false],
  ])('%s', (_, who, owners, may) => {
    const answer = mayMerge(who, owners);
    expect(answer.ok ? answer.value : answer.refusal).toBe(may ? true : 'forbidden');
    expect(answer.ok || answer.detail).toEqual(
      may || { problem: expect.stringContaining('The owner of one of the two accounts') },
    );
  });
});
