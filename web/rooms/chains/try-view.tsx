import { useState } from 'react';
import { useChains } from '../../api/team-queries.ts';
import { useMessages } from '../../messages/messages.ts';
import { Choice } from '../../parts/field.tsx';
import { Notice } from '../../parts/room.tsx';
import { Loading, Trouble } from '../../parts/states.tsx';
import css from './chains.module.css';
import { DryRunPanel } from './dry-run-panel.tsx';

/** What a chain that is kept would do, line by line. */
export default function TryView({ chainId }: { readonly chainId: string | undefined }) {
  const { dry } = useMessages().chains;
  const chains = useChains();
  const [chosen, setChosen] = useState(chainId ?? '');
  if (chains.isPending) return <Loading />;
  if (chains.isError)
    return (
      <Notice>
        <Trouble error={chains.error} onRetry={() => void chains.refetch()} />
      </Notice>
    );
  const options = chains.data.chains.map(({ id }) => ({ value: id, label: id }));
  return (
    <div className={css['page']}>
      <p className={css['soft']}>{dry.intro}</p>
      <section className={css['card']}>
        <div className={css['set']}>
          <div className={css['form']}>
            <Choice
              label={dry.chain}
              value={chosen}
              onChange={setChosen}
              options={[{ value: '', label: dry.pick }, ...options]}
            />
          </div>
          <DryRunPanel key={chosen} chain={chosen === '' ? undefined : { chainId: chosen }} />
        </div>
      </section>
    </div>
  );
}
