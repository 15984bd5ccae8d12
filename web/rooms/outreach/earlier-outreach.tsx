import type { OutreachPage } from '../../../shared/contracts/outreach-contract.ts';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { Chip, When } from '../../parts/marks.tsx';
import css from './evidence.module.css';

type Earlier = OutreachPage['earlier'];

/** How earlier outreach of the account went. */
export function EarlierOutreach({ earlier }: { readonly earlier: Earlier }) {
  const { outreach: m } = useMessages();
  return (
    <section className={css['card']} data-testid="earlier">
      <h2>{m.earlier}</h2>
      {earlier.length === 0 ? (
        <p className={css['soft']}>{m.noEarlier}</p>
      ) : (
        <EarlierLines earlier={earlier} />
      )}
    </section>
  );
}

export const EarlierLines = ({ earlier }: { readonly earlier: Earlier }) => (
  <ul>
    {earlier.map(one => (
      <EarlierLine key={one.id} one={one} />
    ))}
  </ul>
);

function EarlierLine({ one }: { readonly one: Earlier[number] }) {
  const { outreach: m } = useMessages();
  return (
    <li className={css['entry']} data-testid="earlier-outreach">
      <Link to={{ room: 'outreach', id: one.id }}>{wordFor(m.causes, one.cause)}</Link>
      <span className={css['chips']}>
        <Chip tone={one.ending === 'reached' ? 'good' : 'plain'}>{wordFor(m.endings, one.ending)}</Chip>
        {one.useful !== undefined && (
          <Chip tone={one.useful ? 'good' : 'warn'}>{one.useful ? m.useful : m.notUseful}</Chip>
        )}
      </span>
      <span className={css['small']}>
        <When at={one.endedAt} />
      </span>
    </li>
  );
}
