type Policy = { createScriptURL(url: string): unknown };
type PolicyFactory = { createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy };

const WORKER = '/service-worker.js';

/** Trusted Types let only named policies give script addresses away; this one knows a single address. */
function workerUrl(): string {
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
  if (!factory) return WORKER;
  const policy = factory.createPolicy('firstcall', {
    createScriptURL: url => {
      if (url !== WORKER) throw new TypeError('This address is not the service worker.');
      return url;
    },
  });
  return policy.createScriptURL(WORKER) as string;
}

let registering: Promise<ServiceWorkerRegistration | undefined> | undefined;

/** Registers the service worker once; undefined where there is none (old browsers, private windows). */
export function serviceWorker(): Promise<ServiceWorkerRegistration | undefined> {
  registering ??= (async () => {
    if (!('serviceWorker' in navigator)) return undefined;
    try {
      await navigator.serviceWorker.register(workerUrl(), { scope: '/', updateViaCache: 'none' });
      return await navigator.serviceWorker.ready;
    } catch {
      return undefined;
    }
  })();
  return registering;
}

/** Tells the service worker which language its few words are to be in. */
export async function tellLanguage(language: string): Promise<void> {
  (await serviceWorker())?.active?.postMessage({ type: 'language', language });
}
