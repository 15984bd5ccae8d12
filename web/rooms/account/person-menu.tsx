import { lazy, Suspense, useState } from 'react';
import { useMessages } from '../../messages/messages.ts';
import { Menu } from '../../parts/menu.tsx';
import { contactName } from '../contact-names.ts';
import { useIsLead } from '../use-is-lead.ts';
import { useIsOps } from '../use-is-ops.ts';
import type { DealsWith } from './contacts-card.tsx';

const GiveOutDialog = lazy(() => import('./give-out-dialog.tsx'));
const EraseDialog = lazy(() => import('./erase-dialog.tsx'));

/** Gives out or erases what is held of a contact; for leads and those who operate, nobody else sees it. */
export const PersonMenu: DealsWith = ({ accountId, contact, onErased }) => {
  const m = useMessages();
  const [isLead, isOps] = [useIsLead(), useIsOps()];
  const [doing, setDoing] = useState<'give-out' | 'erase'>();
  if (!isLead && !isOps) return null;
  const who = contactName(contact, m);
  const given = { accountId, contact, who, onClose: () => setDoing(undefined) };
  return (
    <>
      <Menu
        label={m.persons.menu(who)}
        items={[
          { id: 'give-out', text: m.persons.giveOut, onChoose: () => setDoing('give-out') },
          { id: 'erase', text: m.persons.erase, look: 'danger', onChoose: () => setDoing('erase') },
        ]}
      />
      <Suspense fallback={null}>
        {doing === 'give-out' && <GiveOutDialog {...given} />}
        {doing === 'erase' && <EraseDialog {...given} onErased={onErased} />}
      </Suspense>
    </>
  );
};
