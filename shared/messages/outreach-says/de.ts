import type { SaysTexts } from './says-texts.ts';

export const de: SaysTexts = {
  greeting: 'Guten Tag, hier ist {company}.',
  burst: {
    says: 'Am {day} wurden für Ihr Konto {count} verlorene oder beschädigte Artikel gemeldet.',
    inDays:
      'In den vier Tagen bis zum {day} wurden für Ihr Konto {count} verlorene oder beschädigte Artikel gemeldet.',
    usual: 'Üblich sind etwa {expected}.',
    rare: 'Üblich ist kaum einer.',
    asks: 'Wissen Sie, was da los war? Mit Lieferscheinen und Rechnungen können wir alles einfordern.',
  },
  deadline: {
    says: {
      one: 'Einer Ihrer Erstattungsansprüche kann nur noch bis zum {day} eingereicht werden.',
      other: '{claims} Ihrer Erstattungsansprüche laufen bald ab, der erste am {day}.',
    },
    needs: 'Zum Einreichen fehlt uns noch etwas von Ihnen; wollen wir es kurz zusammen durchgehen?',
    waits: 'Wir warten auf eine Antwort und möchten mit Ihnen absprechen, was wir bis dahin tun.',
  },
  market: {
    says: 'Auf einem Marktplatz, auf dem Sie verkaufen, hat sich etwas geändert.',
    asks: 'Möchten Sie mit uns durchgehen, was das für Ihre Preise bedeutet, jetzt oder zu einer Zeit, die Ihnen passt?',
  },
  worth: 'Es geht um {value}.',
  unknown: { value: 'einen noch unbekannten Betrag', count: 'mehrere' },
};
