import { lazy, Suspense, useState } from 'react';
import type { ChainView } from '../../../shared/contracts/escalations-contract.ts';
import { usePolicies } from '../../api/promise-queries.ts';
import { useChains } from '../../api/team-queries.ts';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Button, buttonClass } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Chip } from '../../parts/marks.tsx';
import { Notice } from '../../parts/room.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import { useIsLead } from '../use-is-lead.ts';
import { minutesWords, stepNotes, stepWords, type Telling } from './chain-words.ts';
import css from './chains.module.css';
import { useTelling } from './use-telling.ts';

const ChainDialog = lazy(() => import('./chain-dialog.tsx'));
const DropDialog = lazy(() => import('./drop-dialog.tsx'));

type Open = { readonly what: 'new' } | { readonly what: 'edit' | 'drop'; readonly chain: ChainView };
type OnOpen = ((open: Open) => void) | undefined;

/** Every chain, step by step, and who starts it. */
export function ChainsView() {
  const { chains: m } = useMessages();
  const chains = useChains();
  const lead = useIsLead();
  const [open, setOpen] = useState<Open>();
  const all = chains.data?.chains ?? [];
  const onOpen = lead ? setOpen : undefined;
  return (
    <div className={css['page']}>
      <Head onOpen={onOpen} />
      {chains.isPending && <Loading />}
      {chains.isError && (
        <Notice>
          <Trouble error={chains.error} onRetry={() => void chains.refetch()} />
        </Notice>
      )}
      {chains.isSuccess && all.length === 0 && (
        <Empty icon="chains" title={m.emptyTitle} text={m.emptyText} />
      )}
      {all.map(chain => (
        <ChainCard key={chain.id} chain={chain} onOpen={onOpen} />
      ))}
      {open && (
        <Suspense fallback={null}>
          <OpenDialog open={open} onClose={() => setOpen(undefined)} />
        </Suspense>
      )}
    </div>
  );
}

function Head({ onOpen }: { readonly onOpen: OnOpen }) {
  const { chains: m } = useMessages();
  return (
    <div className={css['head']}>
      <p className={css['soft']}>{m.intro}</p>
      {onOpen && (
        <Button onPress={() => onOpen({ what: 'new' })}>
          <Icon name="plus" size={16} />
          {m.add}
        </Button>
      )}
    </div>
  );
}

function OpenDialog({ open, onClose }: { readonly open: Open; readonly onClose: () => void }) {
  if (open.what === 'new') return <ChainDialog onClose={onClose} />;
  if (open.what === 'edit') return <ChainDialog chain={open.chain} onClose={onClose} />;
  return <DropDialog chain={open.chain} onClose={onClose} />;
}

type CardProps = { readonly chain: ChainView; readonly onOpen: OnOpen };

function ChainCard({ chain, onOpen }: CardProps) {
  const { chains: m } = useMessages();
  const telling = useTelling();
  const { format, agent } = telling;
  const { id, version, changedAt, changedBy } = chain;
  return (
    <section className={css['card']} aria-label={id} data-testid="chain">
      <div className={css['head']}>
        <h2>{id}</h2>
        <Actions chain={chain} onOpen={onOpen} />
      </div>
      <p className={css['small']}>
        {m.version(version, format.date(changedAt))} {changedBy && m.changedBy(agent(changedBy))}
      </p>
      <Steps chain={chain} telling={telling} />
      <p className={css['small']}>{m.ack(minutesWords(chain.ackMinutes, format))}</p>
      <UsedBy policies={chain.usedBy} />
    </section>
  );
}

function Actions({ chain, onOpen }: CardProps) {
  const { chains: m } = useMessages();
  return (
    <span className={css['buttons']}>
      <Link
        className={buttonClass()}
        to={{ room: 'chains', of: 'try', chainId: chain.id }}
        aria-label={m.tryOne(chain.id)}
      >
        {m.tryShort}
      </Link>
      {onOpen && (
        <>
          <Button aria-label={m.edit(chain.id)} onPress={() => onOpen({ what: 'edit', chain })}>
            {m.editShort}
          </Button>
          <Button aria-label={m.drop(chain.id)} onPress={() => onOpen({ what: 'drop', chain })}>
            {m.dropShort}
          </Button>
        </>
      )}
    </span>
  );
}

function Steps({ chain, telling }: { readonly chain: ChainView; readonly telling: Telling }) {
  return (
    <ol className={css['steps']}>
      {chain.steps.map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step has no name but its place
        <li key={at} className={css['step']} data-do={step.do}>
          <span className={css['mark']} aria-hidden="true">
            {at + 1}
          </span>
          <span>
            {stepWords(step, telling)}
            {stepNotes(step, telling).map(note => (
              <span key={note}>
                {' '}
                <Chip>{note}</Chip>
              </span>
            ))}
          </span>
        </li>
      ))}
    </ol>
  );
}

function UsedBy({ policies }: { readonly policies: readonly string[] }) {
  const { chains: m } = useMessages();
  const known = usePolicies().data?.policies ?? [];
  if (policies.length === 0) return <p className={css['small']}>{m.unused}</p>;
  return (
    <p className={css['used']}>
      {m.usedBy}
      {policies.map(policyId => (
        <Link key={policyId} to={{ room: 'promise', policyId }}>
          {known.find(one => one.id === policyId)?.name ?? policyId}
        </Link>
      ))}
    </p>
  );
}
