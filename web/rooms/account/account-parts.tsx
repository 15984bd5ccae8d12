import type { AccountView } from '../../../shared/contracts/accounts-contract.ts';
import { useFormat } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { productName, wordFor } from '../../messages/words.ts';
import { StatusChip } from '../../parts/marks.tsx';
import css from './account.module.css';

type Props = { readonly view: AccountView };
type Product = AccountView['products'][number];

export function Products({ view }: Props) {
  const m = useMessages();
  return (
    <section className={css['card']}>
      <div className={css['cardHead']}>
        <h2>{m.account.products}</h2>
      </div>
      {view.products.length === 0 && <p className={css['soft']}>{m.account.noProducts}</p>}
      <ul>
        {view.products.map(product => (
          <ProductLine key={product.product} product={product} />
        ))}
      </ul>
    </section>
  );
}

function ProductLine({ product }: { readonly product: Product }) {
  const m = useMessages();
  const { date } = useFormat();
  const { status, since, endsAt, trialEndsAt, renewedUntil } = product;
  const what =
    status === 'cancelled' && endsAt
      ? m.account.runsUntil(date(endsAt))
      : status === 'trial' && trialEndsAt
        ? m.account.trialEnds(date(trialEndsAt))
        : renewedUntil
          ? m.account.renewedUntil(date(renewedUntil))
          : m.common.since(date(since));
  return (
    <li className={css['line']}>
      <span className={css['grow']}>
        <strong>{productName(product.product)}</strong>
        <br />
        <span className={css['small']}>{what}</span>
      </span>
      <StatusChip status={status} label={wordFor(m.status, status)} />
    </li>
  );
}
