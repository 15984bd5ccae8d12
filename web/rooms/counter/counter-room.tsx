import { useEffect, useState } from 'react';
import { type DepotPage, useDepot, useDepots } from '../../api/depot-queries.ts';
import { Link, visit } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { buttonClass } from '../../parts/button.tsx';
import { Notice, Room } from '../../parts/room.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import css from './counter.module.css';
import { caseOf, waiting } from './counter-steps.ts';
import { SwapStep } from './swap-step.tsx';
import { type Swapped, SwappedStep } from './swapped-step.tsx';
import { TakeBackStep } from './take-back-step.tsx';
import { WhichStep } from './which-step.tsx';

/** A counter has no live line of its own: it reads its depot again this often. */
const READ_AGAIN_MS = 20_000;

/** The counter of a depot, made for a clerk's phone: a device comes in, a ready one goes out. */
export default function CounterRoom({ depotId }: { readonly depotId: string | undefined }) {
  return depotId === undefined ? <ChooseCounter /> : <Counter depotId={depotId} />;
}

/** The counters that one may work at; where there is one only, it opens. */
function ChooseCounter() {
  const { counter: m } = useMessages();
  const depots = useDepots();
  const all = depots.data?.depots ?? [];
  const only = all.length === 1 ? all[0]?.id : undefined;
  useEffect(() => {
    if (only !== undefined) visit({ room: 'counter', depotId: only }, { replace: true });
  }, [only]);
  return (
    <Room title={m.title} scrolls>
      {depots.isPending && <Loading />}
      {depots.isError && (
        <Notice>
          <Trouble error={depots.error} onRetry={() => void depots.refetch()} />
        </Notice>
      )}
      {depots.isSuccess && all.length === 0 && <Empty icon="depots" title={m.noneTitle} text={m.noneText} />}
      {all.length > 1 && (
        <div className={css['page']}>
          <h2>{m.choose}</h2>
          {all.map(depot => (
            <Link key={depot.id} className={buttonClass()} to={{ room: 'counter', depotId: depot.id }}>
              {depot.name}
            </Link>
          ))}
        </div>
      )}
    </Room>
  );
}

function Counter({ depotId }: { readonly depotId: string }) {
  const { counter: m } = useMessages();
  const page = useDepot(depotId, READ_AGAIN_MS);
  const name = page.data?.depot.name;
  return (
    <Room title={name ? `${m.title} · ${name}` : m.title} scrolls>
      {page.isPending && <Loading />}
      {page.isError && (
        <Notice>
          <Trouble error={page.error} onRetry={() => void page.refetch()} />
        </Notice>
      )}
      {page.data && <Desk page={page.data} />}
    </Room>
  );
}

type Mode = 'swap' | 'take-back';
const modes: readonly Mode[] = ['swap', 'take-back'];

function Desk({ page }: { readonly page: DepotPage }) {
  const { counter: m } = useMessages();
  const [mode, setMode] = useState<Mode>('swap');
  return (
    <div className={css['page']}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame around two buttons */}
      <div className={css['modes']} role="group" aria-label={m.mode}>
        {modes.map(one => (
          <button
            key={one}
            type="button"
            className={css['mode']}
            aria-pressed={one === mode}
            onClick={() => setMode(one)}
          >
            {one === 'swap' ? m.swap : m.takeBack}
          </button>
        ))}
      </div>
      {mode === 'swap' ? <SwapDesk page={page} /> : <TakeBackStep page={page} />}
    </div>
  );
}

/** Which device comes in, what goes out, what became of it: three steps, then the next one. */
function SwapDesk({ page }: { readonly page: DepotPage }) {
  const [serial, setSerial] = useState<string>();
  const [swapped, setSwapped] = useState<Swapped>();
  const cases = waiting(page.cases);
  if (swapped)
    return (
      <SwappedStep
        swapped={swapped}
        onNext={() => {
          setSwapped(undefined);
          setSerial(undefined);
        }}
      />
    );
  if (serial === undefined) return <WhichStep cases={cases} onSerial={setSerial} />;
  return (
    <SwapStep
      page={page}
      serial={serial}
      of={caseOf(cases, serial)}
      onBack={() => setSerial(undefined)}
      onSwapped={setSwapped}
    />
  );
}
