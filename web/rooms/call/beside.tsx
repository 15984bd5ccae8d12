import type { CallView, CallWorkspace } from '../../../shared/contracts/calls-contract.ts';
import { timeIn } from '../../app/format.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { humanise, wordFor } from '../../messages/words.ts';
import { LanguageTag, StatusChip, When } from '../../parts/marks.tsx';
import { Products } from '../account/account-parts.tsx';
import { ContactsCard } from '../account/contacts-card.tsx';
import { useAgentOf } from '../calls/call-words.ts';
import css from './call.module.css';

type Props = { readonly work: CallWorkspace };

/** The account beside the call, and how often it was tried. */
export function Beside({ work }: Props) {
  return (
    <>
      <AccountFacts work={work} />
      {work.call.attempts.length > 0 && <Attempts call={work.call} />}
      <Products view={work.account} />
      <ContactsCard view={work.account} />
    </>
  );
}

function AccountFacts({ work: { account, call } }: Props) {
  const m = useMessages();
  const format = useFormat();
  const now = useNow();
  return (
    <section className={css['card']} data-testid="beside">
      <h2>
        <Link to={{ room: 'account', accountId: account.id }}>{account.name}</Link>
      </h2>
      <dl className={css['facts']}>
        <div>
          <dt>{m.account.status}</dt>
          <dd>
            <StatusChip status={account.status} label={wordFor(m.status, account.status)} />
          </dd>
        </div>
        <div>
          <dt>{m.account.owner}</dt>
          <dd>{account.owner?.name ?? m.account.noOwner}</dd>
        </div>
        <div>
          <dt>{m.account.languages}</dt>
          <dd>
            {account.languages.map(tag => (
              <span key={tag}>
                {format.language(tag)} <LanguageTag tag={tag} />
              </span>
            ))}
          </dd>
        </div>
        <div>
          <dt>{m.account.localTime}</dt>
          <dd>
            {timeIn(call.zone, m.locale, now)} <span className={css['small']}>{call.zone}</span>
          </dd>
        </div>
        <div>
          <dt>{m.account.segment}</dt>
          <dd>{humanise(account.segment)}</dd>
        </div>
      </dl>
    </section>
  );
}

function Attempts({ call }: { readonly call: CallView }) {
  const { call: m, calls } = useMessages();
  const agent = useAgentOf();
  return (
    <section className={css['card']} data-testid="attempts">
      <h2>{m.attempts}</h2>
      <ol>
        {call.attempts.toReversed().map(({ at, agentId, direction, outcome }) => (
          <li key={at} className={css['attempt']}>
            <When at={at} /> · {m.direction[direction]} · {agent({ agentId })} ·{' '}
            {outcome ? calls.outcomes[outcome] : m.still}
          </li>
        ))}
      </ol>
    </section>
  );
}
