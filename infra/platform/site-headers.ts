/**
 * What a browser may do on our pages: our own files and nothing else. Nobody may frame them but the sites that are
 * named, which is for the customers' page alone.
 */
export const siteCsp = (socket?: string, framedBy: readonly string[] = []): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${socket ? ` ${socket}` : ''}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${framedBy.length > 0 ? framedBy.join(' ') : "'none'"}`,
    "require-trusted-types-for 'script'",
    'trusted-types firstcall',
  ].join('; ');

/** Headers beside those that the CDN knows by name. */
export const SITE_HEADERS = {
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
} as const;

/** The page that companies may frame in their own sites. */
export const isBookPage = (pathname: string): boolean => /^\/book(\/|$)/.test(pathname);

/** What says so in the old way: it knows no list of sites, so it is left out where there is one. */
export const framesNobody = (framedBy: readonly string[]): boolean => framedBy.length === 0;
