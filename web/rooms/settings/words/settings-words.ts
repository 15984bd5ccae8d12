import type { digestCauses, PreviewGroup } from '../../../../shared/contracts/previews-contract.ts';
import type { CallMessage } from '../../../../shared/events/call-events.ts';
import type { TellingKind } from '../../../../shared/events/device-events.ts';
import type { SettingsTab } from '../settings-place.ts';

/** What a mail is called, and when it is sent. */
type Said = { readonly name: string; readonly when: string };
export type LinkKind =
  | 'callback'
  | 'appointment'
  | 'feedback'
  | 'visitor'
  | 'device-report'
  | 'device-follow'
  | 'calendar-feed';

/** What the settings say beside what is one's own. */
export type SettingsWords = {
  readonly tabs: Readonly<Record<SettingsTab, string>>;
  readonly tabsLabel: string;
  readonly density: {
    readonly title: string;
    readonly text: string;
    readonly rows: string;
    readonly comfortable: string;
    readonly compact: string;
  };
  readonly elsewhere: {
    readonly title: string;
    readonly text: string;
    readonly team: string;
    readonly promises: string;
    readonly chains: string;
  };
  readonly messages: {
    readonly intro: string;
    readonly list: string;
    readonly message: string;
    readonly language: string;
    readonly notInUse: string;
    readonly when: string;
    readonly subject: string;
    readonly shown: string;
    readonly plain: string;
    readonly groups: Readonly<Record<PreviewGroup, string>>;
    readonly calls: Readonly<Record<CallMessage | 'link', Said>>;
    readonly offer: Said;
    readonly devices: Readonly<Record<TellingKind, Said>>;
    readonly digests: Readonly<Record<(typeof digestCauses)[number], Said>>;
    /** When a mail about one notification is sent; its name is the notification's. */
    readonly notification: string;
  };
  readonly links: {
    readonly addresses: string;
    readonly addressesText: string;
    readonly kinds: string;
    readonly kindsText: string;
    readonly columns: { readonly from: string; readonly works: string };
    readonly names: Readonly<Record<LinkKind, string>>;
    readonly goodFor: Readonly<Record<LinkKind, string>>;
    readonly from: Readonly<Record<LinkKind, string>>;
    readonly works: Readonly<Record<LinkKind, string>>;
    readonly book: string;
    readonly device: string;
    readonly make: string;
    readonly makeText: string;
    readonly secret: string;
    readonly exampleFor: Readonly<Record<'callback' | 'device-report', string>>;
    readonly feed: string;
    readonly feedText: string;
    readonly toFeed: string;
    readonly webhook: string;
    readonly webhookText: string;
    readonly connected: (host: string) => string;
    readonly notConnected: string;
    readonly noHosts: string;
    readonly switchedOff: string;
    readonly toWebhook: string;
  };
};
