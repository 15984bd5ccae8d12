import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useAgentNames } from '../../api/queries.ts';
import { type BodyOf, routes } from '../../api/routes.ts';
import type { AssignmentPreview } from '../../api/team-queries.ts';
import { useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { useFormProblem } from '../../parts/field-problem.ts';
import { Trouble } from '../../parts/states.tsx';
import { RankingTable } from '../account/ranking-table.tsx';
import css from './load.module.css';

type Body = BodyOf<typeof import('../../../shared/contracts/team-contract.ts').previewAssignment>;
const fields = ['language', 'product', 'segment', 'accountId'] as const;
type Draft = Readonly<Record<(typeof fields)[number], string>>;

const none = new Map();

const bodyOf = ({ language, ...rest }: Draft): Body => ({
  language: language.trim(),
  ...Object.fromEntries(
    Object.entries(rest).flatMap(([field, text]) => (text.trim() === '' ? [] : [[field, text.trim()]])),
  ),
});

/** Who would get such an account now, and why: nothing is given to anybody. */
export default function TryView() {
  const { load: m } = useMessages();
  const { api } = useServices();
  const [draft, setDraft] = useState<Draft>({ language: '', product: '', segment: '', accountId: '' });
  const preview = useMutation({ mutationFn: (body: Body) => api(routes.previewAssignment, { body }) });
  const problem = useFormProblem({ wrong: none, error: preview.error, fields });
  const asks = draft.language.trim() !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (asks) preview.mutate(bodyOf(draft));
  };
  const field = (name: keyof Draft) => ({
    value: draft[name],
    onChange: (text: string) => setDraft({ ...draft, [name]: text }),
    wrong: problem.at(name),
  });
  return (
    <div className={css['page']}>
      <p className={css['intro']}>{m.tryIntro}</p>
      <form className={`${css['card']} ${css['tryForm']}`} onSubmit={submit} noValidate>
        <div className={css['form']}>
          <Field label={m.form.language} hint={m.form.languageHint} {...field('language')} />
          <Field label={m.form.product} optional {...field('product')} />
          <Field label={m.form.segment} optional {...field('segment')} />
          <Field label={m.form.account} hint={m.form.accountHint} optional {...field('accountId')} />
        </div>
        <span>
          <Button type="submit" look="primary" isDisabled={preview.isPending || !asks}>
            {m.form.submit}
          </Button>
        </span>
        {Boolean(problem.elsewhere) && <Trouble error={problem.elsewhere} />}
      </form>
      {preview.data && <Answer preview={preview.data} />}
    </div>
  );
}

function Answer({ preview }: { readonly preview: AssignmentPreview }) {
  const m = useMessages();
  const agent = useAgentNames();
  const { ownerId, ownerName, reason, rule, ranking, told } = preview;
  return (
    <section className={css['card']}>
      <div role="status" data-testid="would-own">
        <p className={css['answer']}>
          {ownerId === undefined ? m.load.nobody : m.load.would(ownerName ?? agent(ownerId))}
        </p>
        <p>{wordFor(m.reasons, reason)}</p>
        {rule && <p>{m.assign.rule(rule)}</p>}
        {told && (
          <p className={css['small']}>
            {m.load.told(agent(told.agentId))} {wordFor(m.load.toldReasons, told.reason)}
          </p>
        )}
      </div>
      <RankingTable label={m.load.ranking} ranking={ranking} chosen={ownerId} />
    </section>
  );
}
