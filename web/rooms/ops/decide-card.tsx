import { useState } from 'react';
import type { QuarantineItem } from '../../../shared/contracts/operations-contract.ts';
import { useActOnQuarantined } from '../../api/operations-queries.ts';
import { ApiError } from '../../api/problem.ts';
import { useAgentNames } from '../../api/queries.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { wordFor } from '../../messages/words.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog, DialogForm } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { Trouble } from '../../parts/states.tsx';
import css from './ops.module.css';
import { useOpsWords } from './use-ops-words.ts';

type Props = { readonly item: QuarantineItem };

/** What is done with it: taken in again, set aside, opened again; and what came of that. */
export function DecideCard({ item }: Props) {
  const m = useOpsWords();
  const act = useActOnQuarantined(item.id);
  const [asking, setAsking] = useState(false);
  const { version, state, whole } = item;
  const said = act.data?.item.version === version ? m.outcomes[act.data.outcome] : '';
  const takeIn = () => act.mutate({ action: 'take-in', version });
  return (
    <section className={css['card']} data-testid="decide">
      <h2>{m.act}</h2>
      <Last item={item} />
      {state === 'open' && <p className={css['soft']}>{whole ? m.takingIn : m.notWhole}</p>}
      <p className={css['links']}>
        {state === 'open' && whole && (
          <Button look="primary" isDisabled={act.isPending} onPress={takeIn}>
            {m.takeIn}
          </Button>
        )}
        {state === 'open' && (
          <Button isDisabled={act.isPending} onPress={() => setAsking(true)}>
            {m.setAside}
          </Button>
        )}
        {state === 'set-aside' && (
          <Button isDisabled={act.isPending} onPress={() => act.mutate({ action: 'reopen', version })}>
            {m.reopen}
          </Button>
        )}
      </p>
      {state === 'set-aside' && <ReopenHint item={item} />}
      <p role="status" data-testid="outcome">
        {said}
      </p>
      {act.error && <Refused error={act.error} />}
      {asking && <SetAside item={item} onClose={() => setAsking(false)} />}
    </section>
  );
}

function ReopenHint({ item }: Props) {
  const m = useOpsWords();
  const { due } = useFormat();
  return <p className={css['small']}>{m.reopenHint(due(item.until, useNow()))}</p>;
}

/** Who did what with it last; what was tried in vain has its reason. */
function Last({ item: { last, state, again } }: Props) {
  const m = useOpsWords();
  const agent = useAgentNames();
  const { when } = useFormat();
  const now = useNow();
  if (!last) return null;
  const did = last.action === 'take-in' && state === 'open' ? 'tried' : last.action;
  return (
    <div data-testid="last">
      <p>{m.did[did](agent(last.by), when(last.at, now))}</p>
      {last.why !== undefined && <p className={css['note']}>{last.why}</p>}
      {state === 'open' && again && (
        <p className={css['note']}>
          {m.again}: {wordFor(m.reasons, again.reason)}
          {again.field !== undefined && (
            <>
              {' '}
              (<code>{again.field}</code>
              {again.problem !== undefined && <span lang="en"> {again.problem}</span>})
            </>
          )}
        </p>
      )}
    </div>
  );
}

/** Why it was not done; of two at once the other is named. */
function Refused({ error }: { readonly error: unknown }) {
  const m = useOpsWords();
  const agent = useAgentNames();
  const by = error instanceof ApiError ? error.problem.by : undefined;
  if (by === undefined) return <Trouble error={error} />;
  return (
    <p role="alert" className={css['note']}>
      {m.first(agent(by))}
    </p>
  );
}

const MOST = 200;

function SetAside({ item, onClose }: Props & { readonly onClose: () => void }) {
  const m = useOpsWords();
  const [why, setWhy] = useState('');
  const act = useActOnQuarantined(item.id, onClose);
  return (
    <Dialog title={m.setAsideTitle} onClose={onClose}>
      <DialogForm
        submit={m.setAsideSubmit}
        busy={act.isPending}
        ready={why.trim() !== ''}
        onCancel={onClose}
        onSubmit={() => act.mutate({ action: 'set-aside', version: item.version, why: why.trim() })}
      >
        {act.error && <Refused error={act.error} />}
        <Field label={m.why} hint={m.whyHint} value={why} onChange={setWhy} maxLength={MOST} autoFocus />
      </DialogForm>
    </Dialog>
  );
}
