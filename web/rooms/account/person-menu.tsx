import { lazy, type RefObject, Suspense, useEffect, useRef, useState } from 'react';
import type { AccountView } from '../../../shared/contracts/accounts-contract.ts';
import { keys } from '../../api/queries.ts';
import { useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { Menu } from '../../parts/menu.tsx';
import { showWord } from '../../parts/toasts.tsx';
import { contactName } from '../contact-names.ts';
import { useIsLead } from '../use-is-lead.ts';
import { useIsOps } from '../use-is-ops.ts';
import type { DealProps, DealsWith } from './contacts-card.tsx';
import { isErasedIn } from './person-data.ts';

const GiveOutDialog = lazy(() => import('./give-out-dialog.tsx'));
const EraseDialog = lazy(() => import('./erase-dialog.tsx'));

/** Gives out or erases what is held of a contact; for leads and those who operate, nobody else sees it. */
export const PersonMenu: DealsWith = deal => {
  const { accountId, contact, onErased } = deal;
  const m = useMessages();
  const [isLead, isOps] = [useIsLead(), useIsOps()];
  const [doing, setDoing] = useState<'give-out' | 'erase'>();
  const isDoing = useRef(false);
  useWordWhenGone(deal, isDoing);
  if (!isLead && !isOps) return null;
  const begin = (what: 'give-out' | 'erase' | undefined) => {
    isDoing.current = what !== undefined;
    setDoing(what);
  };
  const who = contactName(contact, m);
  const given = { accountId, contact, who, onClose: () => begin(undefined) };
  return (
    <>
      <Menu
        label={m.persons.menu(who)}
        items={[
          { id: 'give-out', text: m.persons.giveOut, onChoose: () => begin('give-out') },
          { id: 'erase', text: m.persons.erase, look: 'danger', onChoose: () => begin('erase') },
        ]}
      />
      <Suspense fallback={null}>
        {doing === 'give-out' && <GiveOutDialog {...given} />}
        {doing === 'erase' && (
          <EraseDialog
            {...given}
            onErased={onErased}
            onSending={isSending => {
              isDoing.current = !isSending;
            }}
          />
        )}
      </Suspense>
    </>
  );
};

/** Somebody else erased the contact while a dialog about them was open: it goes with them, and it is said why. */
function useWordWhenGone({ accountId, contact, onErased }: DealProps, isDoing: RefObject<boolean>): void {
  const { queries } = useServices();
  const { persons: m } = useMessages();
  useEffect(
    () => () => {
      const view = queries.getQueryData<AccountView>(keys.account(accountId));
      if (!isDoing.current || !isErasedIn(view, contact)) return;
      onErased();
      showWord(m.meanwhile, 'warn');
    },
    [queries, accountId, contact, onErased, isDoing, m],
  );
}
