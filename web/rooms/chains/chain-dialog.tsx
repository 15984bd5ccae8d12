import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChainSettings, ChainView } from '../../../shared/contracts/escalations-contract.ts';
import { ApiError } from '../../api/problem.ts';
import { routes } from '../../api/routes.ts';
import { teamKeys } from '../../api/team-queries.ts';
import { useServices } from '../../app/services.ts';
import { type Messages, useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { Dialog, DialogForm, DialogRow } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { fieldOf, problemWords, useFormProblem, type WrongAt } from '../../parts/field-problem.ts';
import { Trouble } from '../../parts/states.tsx';
import { showWord } from '../../parts/toasts.tsx';
import { type ChainDraft, chainDraft, fieldsOf, readChain } from './chain-draft.ts';
import css from './chains.module.css';
import { DryRunPanel } from './dry-run-panel.tsx';
import { StepList } from './step-list.tsx';

type ChainDialogProps = { readonly chain?: ChainView; readonly onClose: () => void };

function useSave(chainId: string, version: number | undefined, onDone: () => void) {
  const { chains: m } = useMessages();
  const { api, queries } = useServices();
  return useMutation({
    mutationFn: (chain: ChainSettings) =>
      api(routes.putChain, {
        params: { chainId },
        body: { ...chain, ...(version === undefined ? {} : { version }) },
      }),
    onSuccess: () => {
      onDone();
      showWord(m.form.saved);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: teamKeys.chains }),
  });
}

const isStale = (error: unknown): boolean => error instanceof ApiError && error.problem.refusal === 'stale';

/**
 * What to say at the field that the server named: the words there are for its refusal, else those for the field, since
 * the server explains a chain in English.
 */
function wordsFor(error: unknown, field: string, m: Messages): string {
  const refusal = error instanceof ApiError ? error.problem.refusal : undefined;
  if (refusal !== undefined && Object.hasOwn(m.refusals, refusal)) return problemWords(error, m);
  const last = field.split('.').at(-1) ?? '';
  return Object.hasOwn(m.chains.wrong, last) ? wordFor(m.chains.wrong, last) : problemWords(error, m);
}

/** The lead writes a chain; what the server refuses stands at its step. */
export default function ChainDialog({ chain, onClose }: ChainDialogProps) {
  const m = useMessages();
  const [draft, setDraft] = useState(() => chainDraft(chain));
  const [tried, setTried] = useState(false);
  const { input, wrong } = readChain(draft);
  const save = useSave(draft.id.trim(), chain?.version, onClose);
  const fields = fieldsOf(draft);
  const problem = useFormProblem({ wrong: tried ? wrong : new Map(), error: save.error, fields });
  const refused = fieldOf(save.error, fields);
  const at: WrongAt = field =>
    field === refused && !wrong.has(field) ? wordsFor(save.error, field, m) : problem.at(field);
  const set = (part: Partial<ChainDraft>) => {
    if (part.steps && part.steps.length !== draft.steps.length) save.reset();
    setDraft({ ...draft, ...part });
  };
  const isReadable = [...wrong.keys()].every(field => field === 'id');
  const submit = () => {
    setTried(true);
    if (wrong.size === 0) save.mutate(input);
  };
  return (
    <Dialog title={chain ? m.chains.edit(chain.id) : m.chains.form.new} onClose={onClose}>
      <DialogForm submit={m.common.save} busy={save.isPending} onCancel={onClose} onSubmit={submit}>
        {isStale(save.error) && <Stale />}
        {Boolean(problem.elsewhere) && !isStale(save.error) && <Trouble error={problem.elsewhere} />}
        <Whole draft={draft} set={set} at={at} isNew={chain === undefined} />
        <StepList
          steps={draft.steps}
          onChange={steps => set({ steps })}
          onMoved={() => save.reset()}
          at={at}
        />
        <details className={css['details']}>
          <summary>{m.chains.form.tryIt}</summary>
          <DryRunPanel chain={isReadable ? { chain: input } : undefined} />
        </details>
      </DialogForm>
    </Dialog>
  );
}

function Stale() {
  const { chains: m } = useMessages();
  return (
    <p className={css['wrong']} role="alert">
      {m.form.stale}
    </p>
  );
}

type WholeProps = {
  readonly draft: ChainDraft;
  readonly set: (part: Partial<ChainDraft>) => void;
  readonly at: WrongAt;
  readonly isNew: boolean;
};

function Whole({ draft, set, at, isNew }: WholeProps) {
  const { form: f } = useMessages().chains;
  return (
    <DialogRow>
      {isNew && (
        <Field
          label={f.id}
          hint={f.idHint}
          value={draft.id}
          onChange={id => set({ id })}
          wrong={at('id') ?? at('chainId')}
          autoFocus
        />
      )}
      <Field
        label={f.ackMinutes}
        inputMode="numeric"
        value={draft.ackMinutes}
        onChange={ackMinutes => set({ ackMinutes })}
        wrong={at('ackMinutes')}
      />
    </DialogRow>
  );
}
