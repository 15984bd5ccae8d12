import { type ComponentType, useEffect, useRef, useState } from 'react';
import type { AccountView } from '../../../shared/contracts/accounts-contract.ts';
import { useFormat } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Icon } from '../../parts/icons.tsx';
import { Chip, LanguageTag } from '../../parts/marks.tsx';
import { contactName, type KnownContact } from '../contact-names.ts';
import css from './account.module.css';

export type DealProps = {
  readonly accountId: string;
  readonly contact: KnownContact;
  readonly onErased: () => void;
};
/** What may be done with a contact beside their name. */
export type DealsWith = ComponentType<DealProps>;

type CardProps = { readonly view: AccountView; readonly dealsWith?: DealsWith };

const keyOf = ({ id, accountId = '' }: KnownContact): string => `${accountId} ${id}`;

/** The people of an account, those who were erased last. */
export function ContactsCard({ view, dealsWith: Deals }: CardProps) {
  const m = useMessages();
  const [erased, setErased] = useState<string>();
  const known = view.contacts.filter(contact => !contact.erased);
  const gone = view.contacts.filter(contact => contact.erased);
  return (
    <section className={css['card']} data-testid="contacts">
      <div className={css['cardHead']}>
        <h2>{m.account.contacts}</h2>
      </div>
      <Nobody view={view} />
      <ul>
        {known.map(contact => (
          <ContactLine key={keyOf(contact)} contact={contact}>
            {Deals && (
              <Deals accountId={view.id} contact={contact} onErased={() => setErased(keyOf(contact))} />
            )}
          </ContactLine>
        ))}
        {gone.map(contact => (
          <ErasedLine key={keyOf(contact)} contact={contact} isNews={keyOf(contact) === erased} />
        ))}
      </ul>
    </section>
  );
}

/** Why nobody can be called here, when that is so. */
function Nobody({ view: { contacts, contactMissing } }: Pick<CardProps, 'view'>) {
  const { account: m, persons } = useMessages();
  if (!contactMissing) return contacts.length === 0 ? <p className={css['soft']}>{m.noContacts}</p> : null;
  const areErased = contacts.length > 0 && contacts.every(({ erased }) => erased);
  return (
    <div className={css['missing']} data-testid="contact-missing">
      <Icon name="warn" />
      <p>
        <strong>{areErased ? persons.allErased : m.contactMissing}.</strong>{' '}
        {areErased ? persons.allErasedText : m.contactMissingText}
      </p>
    </div>
  );
}

type LineProps = { readonly contact: KnownContact };

function ContactLine({ contact, children }: LineProps & { readonly children: React.ReactNode }) {
  const m = useMessages();
  return (
    <li className={css['line']} data-testid="contact">
      <span className={css['grow']}>
        <strong>{contactName(contact, m)}</strong>{' '}
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
      {children}
    </li>
  );
}

type ErasedProps = LineProps & {
  /** They were erased here and now: the focus goes on from where their name was. */
  readonly isNews: boolean;
};

function ErasedLine({ contact: { id, erased }, isNews }: ErasedProps) {
  const { persons: m } = useMessages();
  const { date } = useFormat();
  const ref = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isNews) ref.current?.focus();
  }, [isNews]);
  if (!erased) return null;
  return (
    <li
      ref={ref}
      className={css['line']}
      tabIndex={-1}
      data-testid="contact-erased"
      data-state={erased.state}
    >
      <span className={css['grow']}>
        <strong>{m.erasedOn(date(erased.at))}</strong>{' '}
        <Chip tone={erased.state === 'gone' ? 'plain' : 'info'}>{m.states[erased.state]}</Chip>
        <br />
        <span className={css['small']}>{m.wasKnownAs(id)}</span>
      </span>
    </li>
  );
}
