import { useEffect } from 'react';
import { type PhoneMatch, useNumber } from '../../api/call-queries.ts';
import { useAgentNames } from '../../api/queries.ts';
import { Link, visit } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { buttonClass } from '../../parts/button.tsx';
import { LanguageTag } from '../../parts/marks.tsx';
import { Notice, Room } from '../../parts/room.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import css from './phone.module.css';
import { numberOf } from './phone-number.ts';

const placeOf = ({ accountId, contactId }: PhoneMatch) =>
  ({ room: 'account', accountId, call: contactId }) as const;

/** Who is calling: the one who is known with the number is opened at once, several are listed, none is said. */
export default function PhoneRoom({ digits }: { readonly digits: string }) {
  const { phone: m } = useMessages().call;
  const number = numberOf(digits);
  const found = useNumber(number);
  const matches = found.data?.matches ?? [];
  const only = matches.length === 1 ? matches[0] : undefined;
  useEffect(() => {
    if (only) visit(placeOf(only), { replace: true });
  }, [only]);
  return (
    <Room title={m.title} scrolls>
      {number === undefined ? (
        <Empty icon="warn" title={m.unreadable} text={m.unreadableText} />
      ) : (
        <>
          {found.isPending && (
            <>
              <p className={css['looking']}>{m.looking(number)}</p>
              <Loading />
            </>
          )}
          {found.isError && (
            <Notice>
              <Trouble error={found.error} onRetry={() => void found.refetch()} />
            </Notice>
          )}
          {found.isSuccess && matches.length === 0 && <Nobody number={number} />}
          {matches.length > 1 && <Several number={number} matches={matches} />}
        </>
      )}
    </Room>
  );
}

function Nobody({ number }: { readonly number: string }) {
  const { call, nav } = useMessages();
  return (
    <Empty icon="calls" title={call.phone.none(number)} text={call.phone.noneText}>
      <Link className={buttonClass('primary')} to={{ room: 'accounts', of: 'all' }}>
        {nav.accounts}
      </Link>
    </Empty>
  );
}

type SeveralProps = { readonly number: string; readonly matches: readonly PhoneMatch[] };

function Several({ number, matches }: SeveralProps) {
  const { call, inbox } = useMessages();
  const agent = useAgentNames();
  return (
    <div className={css['several']}>
      <p>{call.phone.several(number)}</p>
      <ul aria-label={inbox.customer}>
        {matches.map(match => (
          <li
            key={`${match.accountId} ${match.contactId}`}
            className={css['match']}
            data-testid="phone-match"
          >
            <Link to={placeOf(match)}>
              {call.phone.take(match.contactName ?? match.contactId, match.accountName)}
            </Link>
            {match.language && <LanguageTag tag={match.language} />}
            {match.ownerId && <span className={css['soft']}>{agent(match.ownerId)}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
