import type { PushPayload } from '../../shared/contracts/notifications-contract.ts';
import { ownPath } from '../app/routes.ts';
import type { Language } from '../messages/languages.ts';

/** The few words of the service worker, which runs without the console. */
export const pushWords: Readonly<
  Record<
    Language,
    {
      open: string;
      title: string;
      body: string;
      failed: string;
      acknowledge: string;
      snooze: string;
    }
  >
> = {
  de: {
    open: 'Öffnen',
    title: 'Neues in Firstcall',
    body: 'Öffne deinen Eingang, um es zu lesen.',
    failed: 'Von hier aus hat es nicht geklappt. Mach es bitte im Eingang.',
    acknowledge: 'Übernehmen',
    snooze: '1 Stunde zurückstellen',
  },
  en: {
    open: 'Open',
    title: 'News in Firstcall',
    body: 'Open your inbox to read it.',
    failed: 'It did not work from here. Please do it in your inbox.',
    acknowledge: 'Acknowledge',
    snooze: 'Snooze for 1 hour',
  },
  es: {
    open: 'Abrir',
    title: 'Novedades en Firstcall',
    body: 'Abre tu bandeja para leerlas.',
    failed: 'Desde aquí no se ha podido. Hazlo en tu bandeja.',
    acknowledge: 'Me encargo',
    snooze: 'Posponer 1 hora',
  },
  fr: {
    open: 'Ouvrir',
    title: 'Du nouveau dans Firstcall',
    body: 'Ouvrez votre boîte pour le lire.',
    failed: 'D’ici, cela n’a pas abouti. Faites-le dans votre boîte.',
    acknowledge: 'Je m’en occupe',
    snooze: 'Reporter d’une heure',
  },
  it: {
    open: 'Apri',
    title: 'Novità in Firstcall',
    body: 'Apri le tue notifiche per leggerle.',
    failed: 'Da qui non è riuscito. Fallo tra le tue notifiche.',
    acknowledge: 'Me ne occupo',
    snooze: 'Rimanda di 1 ora',
  },
};

type Action = 'open' | 'acknowledge' | 'snooze';
export type Shown = {
  readonly title: string;
  readonly options: {
    readonly body: string;
    readonly tag: string;
    /** One with the same tag takes its place, and is heard again. */
    readonly renotify: boolean;
    readonly icon: string;
    readonly badge: string;
    readonly lang: string;
    readonly data: Kept;
    readonly actions: readonly { readonly action: Action; readonly title: string }[];
  };
};
/** What a shown notification remembers for its click. */
export type Kept = { readonly path: string; readonly round?: number; readonly actionToken?: string };

/** True when what is shown already under this tag is the very same time it was told: a repeat is not heard once more. */
export const isRepeat = (held: readonly unknown[], { round }: Kept): boolean =>
  round !== undefined && held.some(data => (data as Kept | null)?.round === round);

const looks = { renotify: true, icon: '/icons/firstcall-192.png', badge: '/icons/badge-96.png' } as const;

/**
 * What to show for a push. One that cannot be read still becomes a neutral notification, never silence. A browser shows
 * two actions at most: to acknowledge and to snooze for an hour, where the token for them came along; a message for many
 * has none, and a click opens its place.
 */
export function shownFor(text: string | undefined, language: Language, origin: string): Shown {
  const words = pushWords[language];
  const payload = readPayload(text);
  if (!payload)
    return {
      title: words.title,
      options: {
        ...looks,
        body: words.body,
        tag: 'firstcall-news',
        lang: language,
        data: { path: '/inbox' },
        actions: [{ action: 'open', title: words.open }],
      },
    };
  const { title, body, tag, path, actionToken, round = 1 } = payload;
  return {
    title,
    options: {
      ...looks,
      ...{ body, tag, lang: language },
      data: { path: ownPath(path, origin), round, ...(actionToken ? { actionToken } : {}) },
      actions: actionToken
        ? [
            { action: 'acknowledge', title: payload.acknowledgeLabel || words.acknowledge },
            { action: 'snooze', title: payload.snoozeLabel || words.snooze },
          ]
        : [],
    },
  };
}

const needed = ['notificationId', 'tag', 'title', 'body', 'path'] as const;
const optional = ['actionToken', 'acknowledgeLabel', 'snoozeLabel'] as const;

function readPayload(text: string | undefined): PushPayload | undefined {
  if (!text) return undefined;
  try {
    const read = JSON.parse(text) as Partial<Record<keyof PushPayload, unknown>> | null;
    const isWhole =
      read !== null &&
      needed.every(part => typeof read[part] === 'string' && read[part] !== '') &&
      optional.every(part => read[part] === undefined || typeof read[part] === 'string') &&
      (read.round === undefined || Number.isInteger(read.round));
    return isWhole ? (read as PushPayload) : undefined;
  } catch {
    return undefined;
  }
}
