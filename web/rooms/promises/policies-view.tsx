import { lazy, Suspense, useState } from 'react';
import type { PolicyView } from '../../../shared/contracts/promises-contract.ts';
import { useDepots } from '../../api/depot-queries.ts';
import { useCalendars, usePolicies } from '../../api/promise-queries.ts';
import { useAgentNames } from '../../api/queries.ts';
import { useFormat } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Button, buttonClass } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Chip } from '../../parts/marks.tsx';
import { Notice } from '../../parts/room.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import { useIsLead } from '../use-is-lead.ts';
import { legs } from './kinds.ts';
import { goalWords, type Telling, waitWords, warningWords, whomWords } from './promise-words.ts';
import css from './promises.module.css';

const PolicyDialog = lazy(() => import('./policy-dialog.tsx'));

/** How policies are told in the reader's language. */
export function useTelling(): Telling {
  const m = useMessages();
  const format = useFormat();
  return { m, format, calendars: useCalendars().data?.calendars ?? [] };
}

/** The policies in the order in which they are tried. */
export function PoliciesView() {
  const { promises: m } = useMessages();
  const policies = usePolicies();
  const lead = useIsLead();
  const [open, setOpen] = useState<PolicyView | 'new'>();
  const all = policies.data?.policies ?? [];
  return (
    <div className={css['page']}>
      {all.length > 0 && <p className={css['intro']}>{m.intro}</p>}
      {lead && (
        <span>
          <Button onPress={() => setOpen('new')}>
            <Icon name="plus" size={16} />
            {m.add}
          </Button>
        </span>
      )}
      {policies.isPending && <Loading />}
      {policies.isError && (
        <Notice>
          <Trouble error={policies.error} onRetry={() => void policies.refetch()} />
        </Notice>
      )}
      {policies.isSuccess && all.length === 0 && (
        <Empty icon="promises" title={m.emptyTitle} text={m.emptyText} />
      )}
      {all.length > 0 && (
        <ol className={css['list']} aria-label={m.policies}>
          {all.map(policy => (
            <PolicyCard key={policy.id} policy={policy} onEdit={lead ? setOpen : undefined} />
          ))}
        </ol>
      )}
      {open && <OpenDialog open={open} onClose={() => setOpen(undefined)} />}
    </div>
  );
}

type OpenDialogProps = { readonly open: PolicyView | 'new'; readonly onClose: () => void };

const OpenDialog = ({ open, onClose }: OpenDialogProps) => (
  <Suspense fallback={null}>
    <PolicyDialog {...(open === 'new' ? {} : { policy: open })} onClose={onClose} />
  </Suspense>
);

type PolicyCardProps = {
  readonly policy: PolicyView;
  readonly onEdit: ((policy: PolicyView) => void) | undefined;
};

function PolicyCard({ policy, onEdit }: PolicyCardProps) {
  const { promises: m } = useMessages();
  return (
    <li className={`${css['card']} ${policy.active ? '' : css['off']}`} data-testid="policy">
      <div className={css['head']}>
        <h2>
          {policy.name} {!policy.active && <Chip tone="warn">{m.inactive}</Chip>}
        </h2>
        <span className={css['buttons']}>
          <Link
            className={buttonClass()}
            to={{ room: 'promise', policyId: policy.id }}
            aria-label={m.documentOf(policy.name)}
          >
            {m.document}
          </Link>
          {onEdit && (
            <Button aria-label={m.edit(policy.name)} onPress={() => onEdit(policy)}>
              {m.editShort}
            </Button>
          )}
        </span>
      </div>
      <PolicyFacts policy={policy} />
    </li>
  );
}

function PolicyFacts({ policy }: { readonly policy: PolicyView }) {
  const { promises: m } = useMessages();
  const telling = useTelling();
  const depots = useDepots().data?.depots;
  const depotNames = policy.depots.map(id => depots?.find(depot => depot.id === id)?.name ?? id);
  const lines = [
    [m.labels.goal, goalWords(policy.handover, telling)],
    [m.labels.response, policy.response && goalWords(policy.response, telling)],
    [m.labels.whom, whomWords(policy, telling)],
    [m.labels.warnings, warningWords(policy.handover, telling)],
    [m.labels.waits, waitWords(policy, telling)],
    [m.labels.depots, telling.format.list(depotNames)],
    [m.labels.reserve, m.reserve[policy.reserve]],
  ] as const;
  return (
    <dl className={css['facts']}>
      {lines.map(([label, text]) => text && <Fact key={label} label={label} text={text} />)}
      <Steps policy={policy} telling={telling} />
    </dl>
  );
}

function Fact({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{text}</dd>
    </>
  );
}

function Steps({ policy, telling }: { readonly policy: PolicyView; readonly telling: Telling }) {
  const { promises: m } = useMessages();
  const agentName = useAgentNames();
  const owner = (id: string) => (id === 'owner' || id === 'depot' ? m.owners[id] : agentName(id));
  const steps = legs.flatMap(leg => {
    const of = policy.legs[leg];
    return of ? [{ leg, text: `${m.legs[leg]}: ${goalWords(of, telling)} (${owner(of.owner)})` }] : [];
  });
  if (steps.length === 0) return null;
  return (
    <>
      <dt>{m.labels.steps}</dt>
      {steps.map(({ leg, text }) => (
        <dd key={leg}>{text}</dd>
      ))}
    </>
  );
}
