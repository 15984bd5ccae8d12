import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { framesNobody, isBookPage, SITE_HEADERS, siteCsp } from '../../infra/platform/site-headers.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.map': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
};

/** What the CDN's headers policies say, with the local socket in place of the site's own. */
export const securityHeaders = (port: number, framedBy: readonly string[] = []): Record<string, string> => ({
  'content-security-policy': siteCsp(`ws://localhost:${port}`, framedBy),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  ...(framesNobody(framedBy) ? { 'x-frame-options': 'DENY' } : {}),
  ...SITE_HEADERS,
});

type Static = {
  request: IncomingMessage;
  response: ServerResponse;
  pathname: string;
  root: string;
  port: number;
  /** Folder whose files take the place of those of the root: the company's brand. */
  brandRoot?: string | undefined;
  /** Sites that may show the customers' page in a frame. */
  bookFrameSites?: readonly string[] | undefined;
};

/** Files of the built pages; every other path is a page and gets its index.html, as behind the CDN. */
export async function serveStatic(given: Static): Promise<void> {
  const { request, response, pathname, root, port } = given;
  const headers = securityHeaders(port, isBookPage(pathname) ? given.bookFrameSites : []);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { ...headers, allow: 'GET, HEAD' }).end();
    return;
  }
  const file = await findFirst([given.brandRoot, root], pathname);
  if (file === undefined) {
    const text = pathname === '/' ? 'The console is not built: run `npm start`.' : 'Not found.';
    response.writeHead(404, { ...headers, 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
    return;
  }
  response.writeHead(200, {
    ...headers,
    'content-type': TYPES[extname(file.path)] ?? 'application/octet-stream',
    'content-length': file.size,
    'cache-control': caching(file.path),
  });
  if (request.method === 'HEAD') response.end();
  else
    createReadStream(file.path)
      .once('error', () => response.destroy())
      .pipe(response);
}

/** What the build makes: an account's page may have a dot in its id and is no file. */
const isFile = (pathname: string): boolean =>
  /^\/(assets|icons)\/|^\/docs\/[^/]+\.json$|^\/[^/]+\.[a-z0-9]+$/.test(pathname);

/** Device users, customers and those who call the API have pages of their own; every other page is the console. */
const pageOf = (pathname: string): string => {
  const beside = /^\/(device|book|docs)\/?$/.exec(pathname)?.[1];
  return beside === undefined ? 'index.html' : join(beside, 'index.html');
};

async function findFirst(roots: readonly (string | undefined)[], pathname: string) {
  for (const root of roots) {
    const found = root === undefined ? undefined : await find(root, pathname);
    if (found) return found;
  }
  return undefined;
}

async function find(root: string, pathname: string): Promise<{ path: string; size: number } | undefined> {
  const wanted = safePath(root, pathname);
  if (wanted === undefined) return undefined;
  const candidates = isFile(pathname) ? [wanted] : [join(root, pageOf(pathname))];
  for (const path of candidates) {
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile() === true) return { path, size: found.size };
  }
  return undefined;
}

function safePath(root: string, pathname: string): string | undefined {
  try {
    const path = normalize(join(root, decodeURIComponent(pathname)));
    return path === root || path.startsWith(root + sep) ? path : undefined;
  } catch {
    return undefined;
  }
}

/** Names with a content hash never change; pages and the service worker must always be asked for. */
const caching = (path: string): string =>
  /[-.][A-Za-z0-9_-]{8,}\.(js|css|woff2|png|svg)$/.test(path) && path.includes(`${sep}assets${sep}`)
    ? 'public, max-age=31536000, immutable'
    : 'no-store';
