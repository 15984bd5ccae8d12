import type { ClaimLine, OutreachPage } from '../../../shared/contracts/outreach-contract.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { humanise, wordFor } from '../../messages/words.ts';
import { Chip } from '../../parts/marks.tsx';
import { TableBox } from '../../parts/table-box.tsx';
import css from './evidence.module.css';
import { daysBetween, useFigures } from './figures.ts';

type Props = { readonly claims: OutreachPage['claims']; readonly currency: string };

/** Open claims by the day on which they close; those that this is about are marked where there are others. */
export function ClaimsCard({ claims, currency }: Props) {
  const { outreach: m } = useMessages();
  const mixed = claims.some(one => one.inOutreach) && claims.some(one => !one.inOutreach);
  const about = new Set(claims.filter(one => mixed && one.inOutreach).map(one => one.claimId));
  return (
    <section className={css['card']} data-testid="claims">
      <h2>{m.claims.title}</h2>
      <ClaimTable claims={claims} currency={currency} about={about} />
    </section>
  );
}

type TableProps = {
  readonly claims: readonly ClaimLine[];
  readonly currency: string;
  readonly about?: ReadonlySet<string>;
};

export function ClaimTable({ claims, currency, about }: TableProps) {
  const { outreach: m } = useMessages();
  return (
    <TableBox label={m.claims.title}>
      <thead>
        <tr>
          <th scope="col">{m.claims.closesOn}</th>
          <th scope="col">{m.claims.left}</th>
          <th scope="col" data-align="end">
            {m.columns.value}
          </th>
          <th scope="col">{m.claims.waitsFor}</th>
          <th scope="col">{m.claims.saidBy}</th>
        </tr>
      </thead>
      <tbody>
        {claims.map(claim => (
          <ClaimRow
            key={claim.claimId}
            claim={claim}
            currency={currency}
            isAbout={about?.has(claim.claimId)}
          />
        ))}
      </tbody>
    </TableBox>
  );
}

type RowProps = {
  readonly claim: ClaimLine;
  readonly currency: string;
  readonly isAbout: boolean | undefined;
};

function ClaimRow({ claim, currency, isAbout }: RowProps) {
  const { outreach: m } = useMessages();
  const { day } = useFormat();
  const { money } = useFigures();
  const kind = [claim.marketplace, claim.type && humanise(claim.type)].filter(Boolean).join(' · ');
  return (
    <tr data-testid="claim">
      <th scope="row">
        {day(claim.closesOn)}
        {isAbout && (
          <>
            {' '}
            <Chip tone="bad">{m.claims.about}</Chip>
          </>
        )}
        <span className={css['below']}>{kind || claim.claimId}</span>
      </th>
      <td data-whole>
        <DaysLeft closesOn={claim.closesOn} />
      </td>
      <td data-align="end">{claim.value === undefined ? m.valueUnknown : money(claim.value, currency)}</td>
      <td>{claim.waitsFor === undefined ? '–' : wordFor(m.claims.waits, claim.waitsFor)}</td>
      <td>{m.claims.by[claim.by]}</td>
    </tr>
  );
}

function DaysLeft({ closesOn }: Pick<ClaimLine, 'closesOn'>) {
  const { outreach: m } = useMessages();
  const { dayOf } = useFormat();
  const left = daysBetween(dayOf(useNow()), closesOn);
  return m.claims.daysLeft(left);
}
