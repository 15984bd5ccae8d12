import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountView } from '../../../shared/contracts/accounts-contract.ts';
import { useAgents } from '../../api/queries.ts';
import { routes } from '../../api/routes.ts';
import { useFormat } from '../../app/locale.tsx';
import { useServices } from '../../app/services.ts';
import { type Messages, useMessages } from '../../messages/messages.ts';
import { Area } from '../../parts/area.tsx';
import { Dialog, DialogForm } from '../../parts/dialog.tsx';
import { Choice, Tick } from '../../parts/field.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Trouble } from '../../parts/states.tsx';
import { showWord } from '../../parts/toasts.tsx';
import { useIsLead } from '../use-is-lead.ts';
import css from './account.module.css';
import { rereadOwner } from './claim.tsx';
import { type Colleague, colleaguesFor } from './colleagues.ts';

/** What must be known of an account to give it to somebody. */
export type Given = Pick<AccountView, 'id' | 'name' | 'languages'> & {
  readonly owner?: { readonly id: string } | undefined;
};
type TransferProps = { readonly account: Given; readonly onClose: () => void };
type Draft = { readonly to: string; readonly reason: string; readonly force: boolean };

function useTransfer({ id, name }: Given, draft: Draft, onDone: () => void) {
  const { assign: m } = useMessages();
  const services = useServices();
  const { to, force } = draft;
  return useMutation({
    mutationFn: () =>
      services.api(routes.transferAccount, {
        params: { accountId: id },
        body: { to, reason: draft.reason.trim(), ...(force ? { force } : {}) },
      }),
    onSuccess: ({ ownerName }) => {
      onDone();
      showWord(m.given(name, ownerName ?? to));
      return rereadOwner(services, id);
    },
  });
}

/** Gives an account with its open work to a colleague, with the reason; a lead also against language or room. */
export default function TransferDialog({ account, onClose }: TransferProps) {
  const { assign: m } = useMessages();
  const lead = useIsLead();
  const [draft, setDraft] = useState<Draft>({ to: '', reason: '', force: false });
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const language = account.languages[0];
  const colleagues = colleaguesFor(useAgents().data?.agents ?? [], { language, ownerId: account.owner?.id });
  const chosen = colleagues.find(one => one.agent.id === draft.to);
  const transfer = useTransfer(account, draft, onClose);
  return (
    <Dialog title={m.title(account.name)} onClose={onClose}>
      <DialogForm
        submit={m.submit}
        busy={transfer.isPending}
        ready={chosen !== undefined && draft.reason.trim() !== ''}
        onCancel={onClose}
        onSubmit={() => transfer.mutate()}
      >
        <p>{m.text}</p>
        {transfer.error && <Trouble error={transfer.error} />}
        <ColleagueChoice
          colleagues={colleagues}
          language={language}
          value={draft.to}
          onChange={to => set({ to, force: false })}
        />
        <Area
          label={m.reason}
          hint={m.reasonHint}
          rows={2}
          maxLength={200}
          value={draft.reason}
          onChange={reason => set({ reason })}
        />
        {chosen && <Warning colleague={chosen} language={language} />}
        {lead && chosen && !(chosen.speaks && !chosen.full) && (
          <Tick checked={draft.force} onChange={force => set({ force })}>
            {m.force}
          </Tick>
        )}
      </DialogForm>
    </Dialog>
  );
}

type ChoiceProps = {
  readonly colleagues: readonly Colleague[];
  readonly language: string | undefined;
  readonly value: string;
  readonly onChange: (to: string) => void;
};

function ColleagueChoice({ colleagues, language = '', value, onChange }: ChoiceProps) {
  const m = useMessages();
  const format = useFormat();
  const options = colleagues.map(({ agent, speaks }) => ({
    value: agent.id,
    label: m.assign.colleague(
      agent.name,
      speaks ? agent.languages.join(', ') : m.assign.otherLanguage(format.language(language)),
      m.team.bookOf(agent.book, agent.capacity),
    ),
  }));
  return (
    <Choice
      label={m.assign.to}
      value={value}
      onChange={onChange}
      options={[{ value: '', label: m.assign.pick }, ...options]}
    />
  );
}

function Warning({ colleague, language = '' }: { colleague: Colleague; language: string | undefined }) {
  const { assign: m } = useMessages();
  const format = useFormat();
  const words = warningWords(colleague, format.language(language), m);
  if (words.length === 0) return null;
  return (
    <div className={css['missing']} role="status">
      <Icon name="warn" />
      <span>{words.join(' ')}</span>
    </div>
  );
}

const warningWords = (
  { agent, speaks, full }: Colleague,
  language: string,
  m: Messages['assign'],
): readonly string[] => [
  ...(speaks ? [] : [m.forceWarning(agent.name, language)]),
  ...(full ? [m.fullWarning(agent.name)] : []),
];
