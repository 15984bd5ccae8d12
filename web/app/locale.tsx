import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { Language } from '../messages/languages.ts';
import { bestLanguage } from '../messages/languages.ts';
import { loadMessages, type Messages, MessagesProvider } from '../messages/messages.ts';
import { now } from './clock.ts';
import type { Format } from './format.ts';
import { createFormat } from './format.ts';
import { recall, remember } from './memory.ts';

const FormatContext = createContext<Format | undefined>(undefined);

export function useFormat(): Format {
  const format = useContext(FormatContext);
  if (!format) throw new Error('The formats are not provided here.');
  return format;
}

/** The language before anybody has signed in: the last one used here, else the browser's. */
export const firstLanguage = (): Language =>
  bestLanguage([...(recall('language') ? [recall('language') ?? ''] : []), ...navigator.languages]);

const browserZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;

type LocaleProps = {
  readonly messages: Messages;
  readonly zone?: string | undefined;
  readonly children: ReactNode;
};

/** Provides words and formats in one language and zone. */
export function Locale({ messages, zone = browserZone(), children }: LocaleProps) {
  const format = useMemo(() => createFormat(messages.locale, zone), [messages.locale, zone]);
  useEffect(() => {
    document.documentElement.lang = messages.locale;
    remember('language', messages.locale);
  }, [messages.locale]);
  return (
    <MessagesProvider value={messages}>
      <FormatContext.Provider value={format}>{children}</FormatContext.Provider>
    </MessagesProvider>
  );
}

/** The words for the agent's languages; those at hand until the others are loaded. */
export function useMessagesFor(tags: readonly string[] | undefined, atHand: Messages): Messages {
  const [messages, setMessages] = useState(atHand);
  const wanted = tags ? bestLanguage(tags) : messages.locale;
  useEffect(() => {
    let current = true;
    if (wanted !== messages.locale)
      void loadMessages(wanted as Language)
        .then(loaded => current && setMessages(loaded))
        .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [wanted, messages.locale]);
  return messages;
}

/** The product's time, renewed each half minute, for what is shown relative to it. */
export function useNow(): number {
  const [at, setAt] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setAt(now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return at;
}
