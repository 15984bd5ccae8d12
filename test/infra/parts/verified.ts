import { describe, expect, test } from '@jest/globals';
import type { Account } from '../../../tools/support/verify/account.ts';
import { judgeAccount } from '../../../tools/support/verify/judge-account.ts';
import { NOW } from '../../support/facts.ts';
import { accountOf } from '../support/account-of.ts';
import { templatesOf } from '../support/stage.ts';

const wrongOf = (account: Account, stage: string): string[] =>
  judgeAccount(account, { stage, now: NOW }).flatMap(({ check, subject, is, says }) =>
    is === 'ok' ? [] : [`${is} ${check} ${subject} ${says}`],
  );

describe.each([
  ['prod', 'firstcall'],
  ['dev', 'firstcall-dev'],
])('an account that is as the templates of %s say', (stage, prefix) => {
  const account = accountOf(templatesOf(stage), prefix);

  test('has nothing wrong and nothing unknown', () => {
    expect(wrongOf(account, stage)).toEqual([]);
  });

  test('has something of every kind, so that each was judged', () => {
    const { queues, mappings, functions, rules, alarms, logGroups, http, socket } = account;
    for (const kind of [queues, mappings, functions, rules, alarms, logGroups, http.routes, socket.routes])
      expect(kind.length).toBeGreaterThan(2);
    expect(functions.filter(({ theirs }) => theirs)).toHaveLength(1);
    expect(http.authorizers.map(({ asks }) => asks).sort()).toEqual(['authorizer', 'pool']);
  });

  test.each(['queues', 'rules', 'functions', 'alarms', 'logGroups'] as const)(
    'is noticed when one of its %s is not as told',
    kind => {
      const broken = {
        ...{ queues: { encrypted: false }, rules: { state: 'DISABLED' }, functions: { state: 'Failed' } },
        ...{ alarms: { enabled: false }, logGroups: { days: undefined } },
      }[kind];
      for (let at = 0; at < account[kind].length; at += 7) {
        const changed = account[kind].map((one, n) => (n === at ? { ...one, ...broken } : one));
        expect(wrongOf({ ...account, [kind]: changed } as Account, stage)).not.toEqual([]);
      }
    },
  );
});
