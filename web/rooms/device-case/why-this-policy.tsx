import type { CaseView } from '../../../shared/contracts/devices-contract.ts';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { Chip } from '../../parts/marks.tsx';
import css from './device-case.module.css';

type Matched = CaseView['matching'][number];

/** Why this promise and no other: every policy with what it asks for, and what the case has. */
export function WhyThisPolicy({ view }: { readonly view: CaseView }) {
  const { deviceCase: m } = useMessages();
  return (
    <section className={css['card']} data-testid="why-this-policy">
      <h2>{m.why}</h2>
      {view.matching.length === 0 && (
        <p className={css['soft']}>{view.entitled ? m.noPolicies : m.notEntitled}</p>
      )}
      <ol>
        {view.matching.map(policy => (
          <PolicyLine key={policy.policyId} policy={policy} chosen={policy.policyId === view.policyId} />
        ))}
      </ol>
    </section>
  );
}

function PolicyLine({ policy, chosen }: { readonly policy: Matched; readonly chosen: boolean }) {
  const { deviceCase: m } = useMessages();
  const verdict = chosen ? m.chosen : policy.matched ? m.lessSpecific : m.doesNotFit;
  return (
    <li className={css['entry']} data-testid="matched-policy">
      <div className={css['entryTop']}>
        <Link to={{ room: 'promise', policyId: policy.policyId }}>{policy.name}</Link>
        <Chip tone={chosen ? 'good' : 'plain'}>{verdict}</Chip>
      </div>
      {policy.because.length === 0 && <p className={css['small']}>{m.asksNothing}</p>}
      <ul>
        {policy.because.map(asked => (
          <li key={asked.dimension} className={css['small']}>
            <Asked asked={asked} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function Asked({ asked: { dimension, has, fits } }: { readonly asked: Matched['because'][number] }) {
  const { damages, deviceCase: m } = useMessages();
  const what = wordFor(m.dimensions, dimension);
  if (has === '' || has === '-') return <>{m.notGiven(what)}</>;
  const value = dimension === 'damage' ? wordFor(damages, has) : has;
  return <>{fits ? m.fits(what, value) : m.fitsNot(what, value)}</>;
}
