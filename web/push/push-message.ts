import type { PushPayload } from '../../shared/contracts/notifications-contract.ts';
import { ownPath } from '../app/routes.ts';
import type { Language } from '../messages/languages.ts';

/** The few words of the service worker, which runs without the console. */
export const pushWords: Readonly<
  Record<Language, { open: string; title: string; body: string; failed: string }>
> = {
  de: {
    open: 'Öffnen',
    title: 'Neues in Firstcall',
    body: 'Öffne deinen Eingang, um es zu lesen.',
    failed: 'Von hier aus hat es nicht geklappt. Übernimm es bitte im Eingang.',
  },
  en: {
    open: 'Open',
    title: 'News in Firstcall',
    body: 'Open your inbox to read it.',
    failed: 'It could not be acknowledged from here. Please do it in your inbox.',
  },
  es: {
    open: 'Abrir',
    title: 'Novedades en Firstcall',
    body: 'Abre tu bandeja para leerlas.',
    failed: 'Desde aquí no se ha podido. Hazlo en tu bandeja.',
  },
  fr: {
    open: 'Ouvrir',
    title: 'Du nouveau dans Firstcall',
    body: 'Ouvrez votre boîte pour le lire.',
    failed: 'D’ici, cela n’a pas abouti. Faites-le dans votre boîte.',
  },
  it: {
    open: 'Apri',
    title: 'Novità in Firstcall',
    body: 'Apri le tue notifiche per leggerle.',
    failed: 'Da qui non è riuscito. Fallo tra le tue notifiche.',
  },
};

export type Shown = {
  readonly title: string;
  readonly options: {
    readonly body: string;
    readonly tag: string;
    readonly icon: string;
    readonly badge: string;
    readonly lang: string;
    readonly data: { readonly path: string; readonly actionToken?: string };
    readonly actions: readonly { readonly action: 'open' | 'acknowledge'; readonly title: string }[];
  };
};

const looks = { icon: '/icons/firstcall-192.png', badge: '/icons/badge-96.png' } as const;

/** What to show for a push; one that cannot be read still becomes a neutral notification, never silence. */
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
  return {
    title: payload.title,
    options: {
      ...looks,
      body: payload.body,
      tag: payload.tag,
      lang: language,
      data: { path: ownPath(payload.path, origin), actionToken: payload.actionToken },
      actions: [
        { action: 'open', title: words.open },
        { action: 'acknowledge', title: payload.acknowledgeLabel },
      ],
    },
  };
}

const parts = ['notificationId', 'tag', 'title', 'body', 'path', 'actionToken', 'acknowledgeLabel'] as const;

function readPayload(text: string | undefined): PushPayload | undefined {
  if (!text) return undefined;
  try {
    const read = JSON.parse(text) as Partial<Record<keyof PushPayload, unknown>> | null;
    const whole = read !== null && parts.every(part => typeof read[part] === 'string' && read[part] !== '');
    return whole ? (read as PushPayload) : undefined;
  } catch {
    return undefined;
  }
}
