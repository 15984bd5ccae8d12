import type { PreferencesView } from '../../../shared/contracts/notifications-contract.ts';
import type { Messages } from '../../messages/messages.ts';

export type Effective = PreferencesView['effective'][number];

/** What holds for a kind, in a few words. */
export function effectiveWords(
  { push, quiet, mail, chat }: Effective,
  m: Messages['settings']['told'],
): readonly string[] {
  const ways = [
    push ? m.effectivePush(m.quiets[quiet]) : '',
    m.effectiveMail[mail],
    chat ? m.effectiveChat : '',
  ];
  const some = ways.filter(way => way !== '');
  return some.length > 0 ? some : [m.nothing];
}
