import type { OutreachPage } from '../../../shared/contracts/outreach-contract.ts';
import { useOutreachPage } from '../../api/outreach-queries.ts';
import { isProblem } from '../../api/problem.ts';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { buttonClass } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Notice, Room } from '../../parts/room.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import { BurstNumbers } from './burst-numbers.tsx';
import { ClaimsCard } from './claims-card.tsx';
import { EarlierOutreach } from './earlier-outreach.tsx';
import css from './evidence.module.css';
import { EvidenceHead } from './evidence-head.tsx';
import { FeedbackCard } from './feedback-card.tsx';
import { MarketCard } from './market-card.tsx';
import { ReportChart } from './report-chart.tsx';
import { Playbook, WhatToSay } from './what-to-say.tsx';

/** Why one customer is called, with everything that speaks for it, what to say, and how it went. */
export default function EvidenceRoom({ outreachId }: { readonly outreachId: string }) {
  const m = useMessages();
  const read = useOutreachPage(outreachId);
  const back = (
    <Link className={buttonClass('quiet')} to={{ room: 'outreach', tab: 'open' }}>
      <Icon name="back" size={16} /> {m.nav.outreach}
    </Link>
  );
  return (
    <Room title={read.data?.outreach.accountName ?? m.outreach.title} actions={back} scrolls>
      {read.isPending && <Loading />}
      {read.isError && !read.data && <Missing error={read.error} onRetry={() => void read.refetch()} />}
      {read.data && <Page page={read.data} />}
    </Room>
  );
}

function Missing({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const m = useMessages();
  if (!isProblem(error, 404) && !isProblem(error, 400))
    return (
      <Notice>
        <Trouble error={error} onRetry={onRetry} />
      </Notice>
    );
  return (
    <Empty icon="outreach" title={m.outreach.missing} text={m.outreach.missingText}>
      <Link className={buttonClass('primary')} to={{ room: 'outreach', tab: 'open' }}>
        {m.nav.outreach}
      </Link>
    </Empty>
  );
}

function Page({ page }: { readonly page: OutreachPage }) {
  const { outreach, claims, chart } = page;
  const { burst, market } = outreach.evidence;
  return (
    <div className={css['page']} data-testid="outreach" data-state={outreach.state}>
      <EvidenceHead page={page} />
      <div className={css['column']}>
        {(burst || chart.length > 0) && <ReportChart chart={chart} />}
        {burst && <BurstNumbers page={page} burst={burst} />}
        {claims.length > 0 && <ClaimsCard claims={claims} currency={page.currency} />}
        {market && market.length > 0 && <MarketCard news={market} />}
      </div>
      <div className={css['column']}>
        <WhatToSay page={page} />
        <Playbook page={page} />
        <FeedbackCard view={outreach} />
        <EarlierOutreach earlier={page.earlier} />
      </div>
    </div>
  );
}
