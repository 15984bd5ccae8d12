import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { type Rematch, usePolicies } from '../../api/promise-queries.ts';
import { routes } from '../../api/routes.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { Trouble } from '../../parts/states.tsx';
import { useIsLead } from '../use-is-lead.ts';
import css from './promises.module.css';
import { ScrollBox } from './scroll-box.tsx';

const RematchDialog = lazy(() => import('./rematch-dialog.tsx'));

type Change = Rematch['changes'][number];

/** Matches open cases with the present policies and calendars: first as a list of what would change, then in earnest. */
export default function RematchView() {
  const { again: m } = useMessages().promises;
  const { api } = useServices();
  const lead = useIsLead();
  const [asking, setAsking] = useState(false);
  const dry = useMutation({ mutationFn: () => api(routes.rematchCases, { body: { apply: false } }) });
  return (
    <div className={css['page']}>
      <p className={css['intro']}>{m.intro}</p>
      {!lead && <p>{m.forLead}</p>}
      {lead && (
        <span>
          <Button onPress={() => dry.mutate()} isDisabled={dry.isPending}>
            {m.check}
          </Button>
        </span>
      )}
      {dry.error && <Trouble error={dry.error} onRetry={() => dry.mutate()} />}
      {dry.data && <Found found={dry.data} onApply={() => setAsking(true)} />}
      {dry.data && asking && (
        <Suspense fallback={null}>
          <RematchDialog
            caseIds={dry.data.changes.map(change => change.caseId)}
            onDone={() => dry.mutate()}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      )}
    </div>
  );
}

function Found({ found, onApply }: { readonly found: Rematch; readonly onApply: () => void }) {
  const { again: m } = useMessages().promises;
  const { changes, unchanged } = found;
  return (
    <section className={css['card']}>
      <div className={css['head']}>
        <p role="status" data-testid="rematch">
          {changes.length === 0 && `${m.nothing} `}
          {m.unchanged(unchanged)}
        </p>
        {changes.length > 0 && (
          <Button look="primary" onPress={onApply}>
            {m.apply(changes.length)}
          </Button>
        )}
      </div>
      {changes.length > 0 && <Changes changes={changes} />}
    </section>
  );
}

function Changes({ changes }: { readonly changes: readonly Change[] }) {
  const { again: m } = useMessages().promises;
  return (
    <ScrollBox label={m.changes}>
      <thead>
        <tr>
          {[m.case, m.before, m.after].map(title => (
            <th key={title} scope="col" className={css['wide']}>
              {title}
            </th>
          ))}
          <th scope="col">{m.shift}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(change => (
          <ChangeRow key={change.caseId} change={change} />
        ))}
      </tbody>
    </ScrollBox>
  );
}

function ChangeRow({ change: { caseId, accountName, from, to } }: { readonly change: Change }) {
  return (
    <tr data-testid="change">
      <th scope="row">
        <Link to={{ room: 'device-case', caseId }}>{accountName}</Link>
        <br />
        <span className={css['small']}>{caseId}</span>
      </th>
      <td>
        <Promise_ of={from} />
      </td>
      <td>
        <Promise_ of={to} />
      </td>
      <td>
        <Shift from={from.dueAt} to={to.dueAt} />
      </td>
    </tr>
  );
}

function Promise_({ of: { policyId, version, dueAt } }: { readonly of: Change['from'] }) {
  const { again: m } = useMessages().promises;
  const format = useFormat();
  const now = useNow();
  const policies = usePolicies().data?.policies;
  const name = policies?.find(one => one.id === policyId)?.name ?? policyId;
  return (
    <>
      {name === undefined ? m.noPolicy : m.of(name, version)}
      <br />
      <strong>{dueAt ? format.due(dueAt, now) : m.noDue}</strong>
    </>
  );
}

function Shift({ from, to }: { readonly from: string | undefined; readonly to: string | undefined }) {
  const { again: m } = useMessages().promises;
  const { span } = useFormat();
  if (!from || !to) return null;
  const ms = Date.parse(to) - Date.parse(from);
  if (ms === 0) return m.same;
  return ms < 0 ? m.sooner(span(ms)) : m.later(span(ms));
}
