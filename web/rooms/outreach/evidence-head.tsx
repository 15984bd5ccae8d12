import type { ReactNode } from 'react';
import type { OutreachPage, OutreachView } from '../../../shared/contracts/outreach-contract.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { buttonClass } from '../../parts/button.tsx';
import { LanguageTag, When } from '../../parts/marks.tsx';
import { DueTime } from './due-time.tsx';
import css from './evidence.module.css';
import { useEvidenceLine } from './evidence-words.ts';
import { CauseChip, Standing, Value } from './outreach-row.tsx';

/** Why this customer is called, in a headline and a line, what is to be done, and the ways on. */
export function EvidenceHead({ page }: { readonly page: OutreachPage }) {
  const { outreach: m } = useMessages();
  const { outreach: view } = page;
  const line = useEvidenceLine();
  return (
    <section className={`${css['card']} ${css['head']}`}>
      <div className={css['why']}>
        <p className={css['chips']}>
          <CauseChip cause={view.cause} />
          <Standing view={view} />
        </p>
        <h2 className={css['headline']} data-testid="headline">
          {wordFor(m.headlines, view.cause)}
        </h2>
        <p className={css['line']}>{line(view.evidence)}</p>
        <Todo view={view} />
        <p className={css['links']}>
          {view.callId && (
            <Link className={buttonClass('primary')} to={{ room: 'call', callId: view.callId }}>
              {m.toCall}
            </Link>
          )}
          <Link className={buttonClass()} to={{ room: 'account', accountId: view.accountId }}>
            {m.toAccount}
          </Link>
        </p>
      </div>
      <Facts page={page} />
    </section>
  );
}

/** What is to be done now, or why nothing is, or how it went. */
function Todo({ view }: { readonly view: OutreachView }) {
  const { outreach: m } = useMessages();
  const format = useFormat();
  const now = useNow();
  const said: Readonly<Record<OutreachView['state'], string>> = {
    open: view.dueAt === undefined ? m.todo.call : m.todo.callBy(format.due(view.dueAt, now)),
    held: m.todo.held(wordFor(m.why, view.why ?? 'budget')),
    noted: m.todo.noted,
    offered: m.todo.offered,
    ended: m.todo.ended(
      wordFor(m.endings, view.ending ?? 'over'),
      view.endedAt ? format.when(view.endedAt, now) : '',
    ),
  };
  return (
    <p className={css['todo']} data-testid="todo">
      {said[view.state]}
    </p>
  );
}

type FactProps = { readonly name: string; readonly children: ReactNode };

const Fact = ({ name, children }: FactProps) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

function Facts({ page: { outreach: view, currency } }: { readonly page: OutreachPage }) {
  const { outreach: m } = useMessages();
  const { language, date } = useFormat();
  return (
    <dl className={css['facts']}>
      {view.state === 'open' && (
        <Fact name={m.columns.open}>
          <DueTime view={view} />
        </Fact>
      )}
      <Fact name={m.columns.value}>
        <Value view={view} currency={currency} />
      </Fact>
      <Fact name={m.language}>
        {language(view.language)} <LanguageTag tag={view.language} />
      </Fact>
      <Fact name={m.since}>
        <When at={view.openedAt} />
        {view.updates > 0 && <span className={css['small']}>{m.updates(view.updates)}</span>}
      </Fact>
      {view.pausedUntil && (
        <Fact name={m.paused}>
          <span data-testid="paused">{m.pausedUntil(date(view.pausedUntil))}</span>
          <span className={css['small']}>{m.pausedText}</span>
        </Fact>
      )}
    </dl>
  );
}
