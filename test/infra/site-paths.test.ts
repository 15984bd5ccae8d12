import { describe, expect, test } from '@jest/globals';
import { TO_PAGE, WITHOUT_API } from '../../infra/platform/site-paths.ts';

/** Runs a function of the CDN as the CDN does: the text alone, with a request. */
const pathAfter = (code: string, uri: string): string =>
  (new Function('event', `${code}; return handler(event);`)({ request: { uri } }) as { uri: string }).uri;

describe('behind the one origin', () => {
  test.each([
    ['/', '/index.html'],
    ['/accounts/acme', '/index.html'],
    ['/book', '/book/index.html'],
    ['/book/', '/book/index.html'],
    ['/books', '/index.html'],
    ['/assets/book/index-Ab12Cd34.js', '/assets/book/index-Ab12Cd34.js'],
    ['/docs', '/docs/index.html'],
    ['/docs/', '/docs/index.html'],
    ['/docs/openapi.json', '/docs/openapi.json'],
    ['/docs/old/openapi.json', '/index.html'],
    ['/docsis', '/index.html'],
    ['/assets/docs/index-Ab12Cd34.js', '/assets/docs/index-Ab12Cd34.js'],
    ['/accounts/acme.de', '/index.html'],
    ['/assets/index-Ab12Cd34.js', '/assets/index-Ab12Cd34.js'],
    ['/device', '/device/index.html'],
    ['/device/', '/device/index.html'],
    ['/devices', '/index.html'],
    ['/devices/SN-1001', '/index.html'],
    ['/assets/device/index-Ab12Cd34.js', '/assets/device/index-Ab12Cd34.js'],
    ['/service-worker.js', '/service-worker.js'],
    ['/icons/missing.png', '/icons/missing.png'],
    ['/brand.json', '/brand.json'],
    ['/assets/brand-0123456789abcdef.svg', '/assets/brand-0123456789abcdef.svg'],
  ])('%s is answered with %s', (asked, answered) => {
    expect(pathAfter(TO_PAGE, asked)).toBe(answered);
  });

  test.each([
    ['/api/v1/feed', '/v1/feed'],
    ['/api/session', '/session'],
    ['/api/', '/'],
  ])('%s reaches the API as %s', (asked, reached) => {
    expect(pathAfter(WITHOUT_API, asked)).toBe(reached);
  });
});
