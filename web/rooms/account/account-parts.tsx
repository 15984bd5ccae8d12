import type { AccountView } from '../../../shared/contracts/accounts-contract.ts';
import { useFormat } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { productName, wordFor } from '../../messages/words.ts';
import { Icon } from '../../parts/icons.tsx';
import { LanguageTag, StatusChip } from '../../parts/marks.tsx';
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

export function Contacts({ view }: Props) {
  const m = useMessages();
  return (
    <section className={css['card']}>
      <div className={css['cardHead']}>
        <h2>{m.account.contacts}</h2>
      </div>
      {view.contactMissing && (
        <div className={css['missing']} data-testid="contact-missing">
          <Icon name="warn" />
          <p>
            <strong>{m.account.contactMissing}.</strong> {m.account.contactMissingText}
          </p>
        </div>
      )}
      {!view.contactMissing && view.contacts.length === 0 && (
        <p className={css['soft']}>{m.account.noContacts}</p>
      )}
      <ul>
        {view.contacts.map(contact => (
          <ContactLine key={contact.id} contact={contact} />
        ))}
      </ul>
    </section>
  );
}

function ContactLine({ contact }: { readonly contact: AccountView['contacts'][number] }) {
  return (
    <li className={css['line']}>
      <span className={css['grow']}>
        <strong>{contact.name ?? contact.company ?? contact.id}</strong>{' '}
        {contact.language && <LanguageTag tag={contact.language} />}
        {contact.role && <span className={css['small']}> {contact.role}</span>}
        {contact.phone && (
          <>
            <br />
            <a href={`tel:${encodeURI(contact.phone)}`}>{contact.phone}</a>
          </>
        )}
        {contact.email && (
          <>
            <br />
            <a href={`mailto:${encodeURIComponent(contact.email)}`}>{contact.email}</a>
          </>
        )}
      </span>
    </li>
  );
}
