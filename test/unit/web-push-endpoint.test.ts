import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkEndpoint } from '../../shared/domain/notifications/push-endpoint.ts';
import { allowed, hostile, hosts, LOCAL } from '../support/endpoints.ts';

describe('where pushes may go', () => {
  test.each(allowed)('lets %s through', endpoint => {
    expect(checkEndpoint(endpoint)).toEqual({ ok: true, value: endpoint });
  });

  test(`refuses ${hostile.length} addresses that lead somewhere else or are spelled otherwise`, () => {
    expect(new Set(hostile).size).toBeGreaterThanOrEqual(150);
    expect(hostile.filter(endpoint => checkEndpoint(endpoint).ok)).toEqual([]);
  });

  test('whatever is let through is read by a parser as one of the known hosts, on 443, without user-info', () => {
    const parts = fc.constantFrom(
      ...hosts,
      'evil.example',
      '@',
      ':',
      '/',
      '\\',
      '.',
      '#',
      '?',
      'https:',
      '//',
      '%2e',
      'a',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 8 }), some => {
        const endpoint = `https://${some.join('')}`;
        if (!checkEndpoint(endpoint).ok) return;
        const { protocol, hostname, port, username, password } = new URL(endpoint);
        expect({ protocol, port, username, password }).toEqual({
          protocol: 'https:',
          port: '',
          username: '',
          password: '',
        });
        expect(hostname).toMatch(
          /^(fcm\.googleapis\.com|.+\.(push\.services\.mozilla|push\.apple|notify\.windows)\.com)$/,
        );
      }),
      { numRuns: 10_000 },
    );
  });

  test('the local stage’s own push service is the only other one, and only there', () => {
    expect(checkEndpoint(`http://${LOCAL}/_local/push/anna`, LOCAL).ok).toBe(true);
    for (const endpoint of [
      'http://localhost:4601/x',
      'http://localhost/x',
      `ftp://${LOCAL}/x`,
      `http://u@${LOCAL}/x`,
    ])
      expect(checkEndpoint(endpoint, LOCAL).ok).toBe(false);
  });
});
