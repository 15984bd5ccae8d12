import { lazy, Suspense, useState } from 'react';
import { useMe } from '../api/queries.ts';
import { useServices } from '../app/services.ts';
import { useMessages } from '../messages/messages.ts';
import { showWord } from '../parts/toasts.tsx';
import { startTour } from '../shell/shell.tsx';
import { signOut } from '../shell/sign-out.ts';
import { NameView } from './name-view.tsx';
import type { Deed } from './palette-items.ts';
import { PaletteSearch } from './palette-search.tsx';
import { removeView } from './saved-views.ts';

const CreateDialog = lazy(() => import('../rooms/accounts/create-dialog.tsx'));
const PlanDialog = lazy(() => import('../rooms/calls/plan-dialog.tsx'));
const ReportDialog = lazy(() => import('../rooms/devices/report-dialog.tsx'));
const BlockDialog = lazy(() => import('../rooms/calls/block-dialog.tsx'));

type Props = { readonly onClose: () => void; readonly onHelp: () => void };

/** Finds and does anything from anywhere: the search, and then the dialog of what was chosen. */
export default function Palette({ onClose, onHelp }: Props) {
  const m = useMessages();
  const services = useServices();
  const me = useMe().data?.agent;
  const [doing, setDoing] = useState<Deed['is']>();
  const act = (deed: Deed) => {
    if (deed.is === 'remove-view') {
      removeView(deed.path);
      showWord(m.palette.removed);
    }
    if (deed.is === 'keys') onHelp();
    if (deed.is === 'tour') startTour();
    if (deed.is === 'sign-out') void signOut(services);
    const goesOn = ['create', 'plan', 'report', 'block', 'save-view'].includes(deed.is);
    if (goesOn) setDoing(deed.is);
    else onClose();
  };
  return (
    <Suspense fallback={null}>
      {doing === undefined && <PaletteSearch onClose={onClose} onDeed={act} />}
      {doing === 'save-view' && <NameView onClose={onClose} />}
      {doing === 'create' && <CreateDialog onClose={onClose} />}
      {doing === 'plan' && <PlanDialog onClose={onClose} />}
      {doing === 'report' && <ReportDialog onClose={onClose} />}
      {doing === 'block' && me && <BlockDialog agent={me} onClose={onClose} />}
    </Suspense>
  );
}
