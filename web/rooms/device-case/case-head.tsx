import type { ReactNode } from 'react';
import type { CaseView } from '../../../shared/contracts/devices-contract.ts';
import { useAgentNames } from '../../api/queries.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { humanise, productName, wordFor } from '../../messages/words.ts';
import { Chip, LanguageTag, When } from '../../parts/marks.tsx';
import { useContactNames } from '../contact-names.ts';
import { isOpen } from '../devices/board-order.ts';
import { Verdict } from '../devices/board-row.tsx';
import { useLegOwner, useWaitWords } from '../devices/case-words.ts';
import { TimeLeft, useThere } from '../devices/time-left.tsx';
import { useCountdown } from '../devices/use-countdown.ts';
import css from './device-case.module.css';

type Props = { readonly view: CaseView };

/** What is promised and how it stands, then whose device it is and where the work is. */
export function CaseHead({ view }: Props) {
  const { devices: m } = useMessages();
  return (
    <div className={`${css['card']} ${css['head']}`}>
      <div className={css['promise']}>
        <TimeLeft line={view} bare />
        <p data-testid="promise">
          <PromiseWords view={view} />
        </p>
        <p className={css['chips']}>
          {view.verdict !== 'none' && <Verdict verdict={view.verdict} />}
          {view.noStock && isOpen(view) && <Chip tone="bad">{m.noStock}</Chip>}
          <PolicyName view={view} />
        </p>
      </div>
      <Facts view={view} />
    </div>
  );
}

function PromiseWords({ view }: Props) {
  const { deviceCase: m } = useMessages();
  const { overdue } = useCountdown(view);
  if (!view.entitled) return m.notEntitled;
  if (view.policyId === undefined) return m.noPolicy;
  if (!isOpen(view)) return <Settled view={view} />;
  return view.dueAt ? <Until at={view.dueAt} zone={view.zone} late={overdue} /> : m.clockStands;
}

type UntilProps = { readonly at: string; readonly zone: string; readonly late: boolean };

/** The promised instant as the reader's clocks show it and as the customer's do. */
function Until({ at, zone, late }: UntilProps) {
  const { deviceCase: m } = useMessages();
  const format = useFormat();
  const here = format.due(at, useNow());
  const there = useThere(at, zone);
  const said = late ? m.was : m.until;
  return (
    <time dateTime={at} title={format.full(at)}>
      {there === undefined ? said.both(here) : said.hereThere(here, there)}
    </time>
  );
}

function Settled({ view }: Props) {
  const { devices, deviceCase: m } = useMessages();
  const format = useFormat();
  const now = useNow();
  const ended = view.targets.find(target => target.id === 'handover')?.endedAt;
  if (ended === undefined || view.state === 'cancelled') return wordFor(devices.states, view.state);
  return m.handedOver(format.due(ended, now));
}

function PolicyName({ view }: Props) {
  const { deviceCase: m } = useMessages();
  if (!view.policyId) return null;
  return (
    <span className={css['small']}>
      <Link to={{ room: 'promise', policyId: view.policyId }}>{view.policyName ?? view.policyId}</Link>
      {view.policyVersion !== undefined && `, ${m.version(view.policyVersion)}`}
    </span>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Facts({ view }: Props) {
  const { account, damages, devices: d, deviceCase: m, inbox } = useMessages();
  const format = useFormat();
  return (
    <dl className={css['facts']}>
      <Fact name={inbox.customer}>
        <Link to={{ room: 'account', accountId: view.accountId }}>{view.accountName}</Link>
      </Fact>
      <Fact name={account.owner}>{view.ownerName ?? view.ownerId ?? d.noOwner}</Fact>
      <Fact name={d.damage}>{wordFor(damages, view.damage)}</Fact>
      <Fact name={d.state}>{wordFor(d.states, view.state)}</Fact>
      {view.path && <Fact name={m.path}>{wordFor(d.paths, view.path)}</Fact>}
      <Work view={view} />
      <ForWhom view={view} />
      <Fact name={inbox.language}>
        {format.language(view.language)} <LanguageTag tag={view.language} />
      </Fact>
      {view.site && <Fact name={m.site}>{view.site}</Fact>}
      {view.product && <Fact name={inbox.product}>{productName(view.product)}</Fact>}
      <Reported view={view} />
    </dl>
  );
}

function Work({ view }: Props) {
  const { devices: d, deviceCase: m } = useMessages();
  const legOwner = useLegOwner();
  const waits = useWaitWords();
  return (
    <>
      {view.leg && (
        <Fact name={d.step}>
          {wordFor(d.legs, view.leg)}
          {view.legOwner && <span className={css['small']}>{legOwner(view.legOwner, view)}</span>}
        </Fact>
      )}
      {view.waitingOn && isOpen(view) && (
        <Fact name={m.stands}>{waits(view.waitingOn, view.waitReason)}</Fact>
      )}
    </>
  );
}

function ForWhom({ view }: Props) {
  const { deviceCase: m } = useMessages();
  const nameOf = useContactNames(view.accountId);
  if (!view.contactId) return null;
  return <Fact name={m.contact}>{nameOf(view.contactId)}</Fact>;
}

function Reported({ view }: Props) {
  const { deviceCase: m } = useMessages();
  const agentName = useAgentNames();
  const name = agentName(view.reportedBy);
  return (
    <Fact name={m.reported}>
      <When at={view.openedAt} />
      <span className={css['small']}>{name === view.reportedBy ? humanise(name) : name}</span>
    </Fact>
  );
}
