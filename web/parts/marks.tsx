import type { ReactNode } from 'react';
import { useFormat, useNow } from '../app/locale.tsx';
import { useMessages } from '../messages/messages.ts';
import { Icon, iconFor } from './icons.tsx';
import css from './marks.module.css';

export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'info';

const toneClass = (tone: Tone) => (tone === 'plain' ? '' : css[tone]);

export const Chip = ({
  tone = 'plain',
  children,
}: {
  readonly tone?: Tone;
  readonly children: ReactNode;
}) => <span className={`${css['chip']} ${toneClass(tone)}`}>{children}</span>;

/** The customer's language as a short tag, with its name for those who hover or listen. */
export function LanguageTag({ tag }: { readonly tag: string }) {
  const m = useMessages();
  const name = useFormat().language(tag);
  return (
    <span className={css['tag']} title={m.common.customerLanguage(name)}>
      <span aria-hidden="true">{tag === 'und' ? '?' : tag}</span>
      <span className="visually-hidden">{m.common.customerLanguage(name)}</span>
    </span>
  );
}

const kindTones: Readonly<Record<string, Tone>> = {
  'signed-up': 'info',
  'product-added': 'info',
  'help-asked': 'info',
  'registration-completed': 'info',
  'trial-started': 'info',
  converted: 'good',
  'contract-renewed': 'good',
  'cancellation-withdrawn': 'good',
  'contract-adjusted': 'warn',
  'trial-extended': 'warn',
  queued: 'warn',
  cancelled: 'bad',
  'device-case-opened': 'info',
  'device-warned': 'warn',
  'device-breached': 'bad',
  'device-no-stock': 'bad',
  'device-not-locked': 'bad',
  'replenish-stock': 'warn',
  'call-asked': 'bad',
  'call-due': 'info',
  'call-booked': 'info',
  'call-moved': 'info',
  'call-cancelled': 'warn',
  'call-reminder': 'info',
  'call-late': 'bad',
  'call-open': 'warn',
  'call-following': 'warn',
  'call-must-move': 'bad',
  'outreach-opened': 'info',
  'outreach-short': 'bad',
  'claim-work': 'warn',
  'given-out': 'info',
  'erase-ordered': 'bad',
};

/** The kind of a change as a round mark; words stand beside it, so it is for the eye only. */
export function KindMark({ kind }: { readonly kind: string }) {
  return (
    <span className={`${css['kind']} ${toneClass(kindTones[kind] ?? 'plain')}`} aria-hidden="true">
      <Icon name={iconFor(kind)} size={16} />
    </span>
  );
}

const statusTones: Readonly<Record<string, Tone>> = {
  prospect: 'info',
  registered: 'info',
  trial: 'warn',
  active: 'good',
  cancelled: 'bad',
};

export const StatusChip = ({ status, label }: { readonly status: string; readonly label: string }) => (
  <Chip tone={statusTones[status] ?? 'plain'}>{label}</Chip>
);

/** An instant, as short as it can be understood; the whole of it on hover. */
export function When({ at }: { readonly at: string }) {
  const format = useFormat();
  const now = useNow();
  return (
    <time dateTime={at} title={format.full(at)}>
      {format.when(at, now)}
    </time>
  );
}
