import { createContext, useContext } from 'react';
import type { Messages } from './en.ts';
import type { Language } from './languages.ts';

export type { Messages };

const loaders: Record<Language, () => Promise<Messages>> = {
  de: async () => (await import('./de.ts')).de,
  en: async () => (await import('./en.ts')).en,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
  it: async () => (await import('./it.ts')).it,
};

export const loadMessages = (language: Language): Promise<Messages> => loaders[language]();

const MessagesContext = createContext<Messages | undefined>(undefined);
export const MessagesProvider = MessagesContext.Provider;

export function useMessages(): Messages {
  const messages = useContext(MessagesContext);
  if (!messages) throw new Error('The messages are not provided here.');
  return messages;
}
