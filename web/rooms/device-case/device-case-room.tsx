import { lazy, Suspense, useState } from 'react';
import type { CaseView } from '../../../shared/contracts/devices-contract.ts';
import { useCase } from '../../api/device-queries.ts';
import { isProblem } from '../../api/problem.ts';
import { now } from '../../app/clock.ts';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Button, buttonClass } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Notice, Room } from '../../parts/room.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import { everyCase } from '../devices/board-view.ts';
import { CaseActions } from './case-actions.tsx';
import { CaseHead } from './case-head.tsx';
import { CaseHistory } from './case-history.tsx';
import { CaseLegs } from './case-legs.tsx';
import { CaseRecords } from './case-records.tsx';
import { CaseStock } from './case-stock.tsx';
import { Escalation, Tellings } from './case-tellings.tsx';
import { Clocks } from './clocks.tsx';
import css from './device-case.module.css';
import { WhyThisPolicy } from './why-this-policy.tsx';

const LinkDialog = lazy(() => import('./link-dialog.tsx'));

/** One device case: what is promised, how its clocks add up, what was decided and why, and what may be done. */
export default function DeviceCaseRoom({ caseId }: { readonly caseId: string }) {
  const m = useMessages();
  const [linking, setLinking] = useState(false);
  const read = useCase(caseId);
  const view = read.data;
  const actions = (
    <>
      <Link className={buttonClass('quiet')} to={{ room: 'devices', view: everyCase }}>
        <Icon name="back" size={16} /> {m.nav.devices}
      </Link>
      {view && <Button onPress={() => setLinking(true)}>{m.deviceCase.link}</Button>}
    </>
  );
  return (
    <Room title={view ? `${view.model} · ${view.serial}` : caseId} actions={actions} scrolls>
      {read.isPending && <Loading />}
      {read.isError && !view && <Missing error={read.error} onRetry={() => void read.refetch()} />}
      {view && <CasePage view={view} />}
      {linking && (
        <Suspense fallback={null}>
          <LinkDialog caseId={caseId} onClose={() => setLinking(false)} />
        </Suspense>
      )}
    </Room>
  );
}

function Missing({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const m = useMessages();
  if (!isProblem(error, 404))
    return (
      <Notice>
        <Trouble error={error} onRetry={onRetry} />
      </Notice>
    );
  return (
    <Empty icon="devices" title={m.deviceCase.missing} text={m.deviceCase.missingText}>
      <Link className={buttonClass('primary')} to={{ room: 'devices', view: everyCase }}>
        {m.nav.devices}
      </Link>
    </Empty>
  );
}

function CasePage({ view }: { readonly view: CaseView }) {
  const asOf = view.left ? Date.parse(view.left.asOf) : now();
  return (
    <div className={css['page']} data-testid="device-case">
      <CaseHead view={view} />
      <CaseActions view={view} />
      <div className={css['column']}>
        <Clocks view={view} asOf={asOf} />
        <CaseLegs view={view} />
        <CaseRecords view={view} />
        <CaseHistory view={view} />
      </div>
      <div className={css['column']}>
        <CaseStock view={view} />
        <Escalation view={view} />
        <Tellings view={view} />
        <WhyThisPolicy view={view} />
      </div>
    </div>
  );
}
