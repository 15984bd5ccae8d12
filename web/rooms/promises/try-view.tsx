import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { MatchedPolicy } from '../../../shared/contracts/promises-contract.ts';
import { type AnswerOf, type BodyOf, routes } from '../../api/routes.ts';
import { useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { Button } from '../../parts/button.tsx';
import { Choice, Field } from '../../parts/field.tsx';
import { useFormProblem, type WrongAt } from '../../parts/field-problem.ts';
import { Chip } from '../../parts/marks.tsx';
import { Trouble } from '../../parts/states.tsx';
import { type Damage, damages } from './kinds.ts';
import css from './promises.module.css';
import { ScrollBox } from './scroll-box.tsx';

type Explain = typeof import('../../../shared/contracts/promises-contract.ts').explainPolicies;
type Draft = Readonly<Record<'accountId' | 'site' | 'product', string>> & { readonly damage: Damage };

const none = new Map();
const fields = ['accountId', 'site', 'product'];

const bodyOf = ({ accountId, damage, site, product }: Draft): BodyOf<Explain> => ({
  accountId: accountId.trim(),
  damage,
  ...(site.trim() ? { site: site.trim() } : {}),
  ...(product.trim() ? { product: product.trim() } : {}),
});

const useExplain = () => {
  const { api } = useServices();
  return useMutation({
    mutationFn: (body: BodyOf<Explain>) => api(routes.explainPolicies, { body }),
  });
};

/** Which policy a case would get, and why no other. */
export default function TryView() {
  const { tryOut } = useMessages().promises;
  const explain = useExplain();
  const [draft, setDraft] = useState<Draft>({ accountId: '', damage: 'broken', site: '', product: '' });
  const problem = useFormProblem({ wrong: none, error: explain.error, fields });
  const asks = draft.accountId.trim() !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (asks) explain.mutate(bodyOf(draft));
  };
  return (
    <div className={css['page']}>
      <p className={css['intro']}>{tryOut.intro}</p>
      <form className={css['card']} onSubmit={submit} noValidate>
        <div className={css['set']}>
          <Fields draft={draft} set={part => setDraft({ ...draft, ...part })} at={problem.at} />
          <span>
            <Button type="submit" look="primary" isDisabled={explain.isPending || !asks}>
              {tryOut.submit}
            </Button>
          </span>
          {Boolean(problem.elsewhere) && <Trouble error={problem.elsewhere} />}
        </div>
      </form>
      {explain.data && <Answer answer={explain.data} />}
    </div>
  );
}

type FieldsProps = {
  readonly draft: Draft;
  readonly set: (part: Partial<Draft>) => void;
  readonly at: WrongAt;
};

function Fields({ draft, set, at }: FieldsProps) {
  const m = useMessages();
  const { tryOut } = m.promises;
  const field = (name: 'accountId' | 'site' | 'product') => ({
    value: draft[name],
    onChange: (text: string) => set({ [name]: text }),
    wrong: at(name),
  });
  return (
    <div className={css['form']}>
      <Field label={tryOut.account} hint={tryOut.accountHint} {...field('accountId')} />
      <Choice
        label={tryOut.damage}
        value={draft.damage}
        onChange={damage => set({ damage: damage as Damage })}
        options={damages.map(damage => ({ value: damage, label: m.damages[damage] }))}
      />
      <Field label={tryOut.site} optional {...field('site')} />
      <Field label={tryOut.product} optional {...field('product')} />
    </div>
  );
}

function Answer({ answer: { policyId, ranking } }: { readonly answer: AnswerOf<Explain> }) {
  const { tryOut: m } = useMessages().promises;
  const name = ranking.find(one => one.policyId === policyId)?.name ?? policyId;
  return (
    <section className={css['card']}>
      <p className={css['answer']} role="status" data-testid="would-get">
        {name === undefined ? m.none : m.would(name)}
      </p>
      <ScrollBox label={m.ranking}>
        <thead>
          <tr>
            <th scope="col">{m.policy}</th>
            <th scope="col">{m.asks}</th>
            <th scope="col">{m.outcome}</th>
          </tr>
        </thead>
        <tbody>
          {ranking.map(one => (
            <Ranked key={one.policyId} matched={one} chosen={one.policyId === policyId} />
          ))}
        </tbody>
      </ScrollBox>
    </section>
  );
}

function Ranked({ matched, chosen }: { readonly matched: MatchedPolicy; readonly chosen: boolean }) {
  const { tryOut: m } = useMessages().promises;
  const tone = chosen ? 'good' : 'plain';
  const words = chosen ? m.chosen : matched.matched ? m.less : m.notMatched;
  return (
    <tr data-testid="ranked-policy">
      <th scope="row">{matched.name}</th>
      <td>
        {matched.because.length === 0 && m.asksNothing}
        <ul>
          {matched.because.map(one => (
            <Because key={one.dimension} {...one} />
          ))}
        </ul>
      </td>
      <td>
        <Chip tone={tone}>{words}</Chip>
      </td>
    </tr>
  );
}

function Because({ dimension, has, fits }: MatchedPolicy['because'][number]) {
  const m = useMessages();
  const { tryOut, dimensions } = m.promises;
  const nothing = has === '' || has === '-';
  const shown = nothing ? tryOut.nothing : dimension === 'damage' ? wordFor(m.damages, has) : has;
  return (
    <li>
      {wordFor(dimensions, dimension)}: {shown}{' '}
      <span className={fits ? css['good'] : css['bad']}>({fits ? tryOut.fits : tryOut.fitsNot})</span>
    </li>
  );
}
