import type { ReactNode } from 'react';
import type { CalendarView, PolicyView } from '../../../shared/contracts/promises-contract.ts';
import { utcDayOf } from '../../app/format.ts';
import { hoursText, weekDays } from '../team/hours.ts';
import css from './policy-document.module.css';
import { countedIn, inDays, percentWords, regionWords, type Telling, whomWords } from './promise-words.ts';

type DocumentProps = {
  readonly policy: PolicyView;
  readonly company: string;
  readonly telling: Telling;
  readonly today: number;
};

/** A policy as a document: services, goals, hours, priorities, people, guarantees, and when it is looked at again. */
export function PolicyDocument({ policy, company, telling, today }: DocumentProps) {
  const { m, format, calendars } = telling;
  const doc = m.promises.doc;
  const { document } = policy;
  const named = [policy.handover, policy.response].map(of => of?.calendar);
  const all = calendars.filter(one => named.includes(one.id));
  const always = named.includes('always');
  return (
    <article className={css['paper']} lang={m.locale} data-testid="document">
      <Head policy={policy} company={company} telling={telling} />
      <p>{doc.applies(whomWords(policy, telling))}</p>
      <Part title={doc.services}>
        <p className={css['typed']}>{document.services}</p>
      </Part>
      <Part title={doc.promise}>
        <Goals policy={policy} telling={telling} />
      </Part>
      <Part title={doc.hours}>
        {all.map(calendar => (
          <Hours key={calendar.id} calendar={calendar} telling={telling} today={today} />
        ))}
        {always && <p>{doc.hoursAlways}</p>}
      </Part>
      <Priorities policy={policy} telling={telling} />
      <Part title={doc.guarantees}>
        <p className={css['typed']}>{document.guarantees}</p>
      </Part>
      <People policy={policy} telling={telling} />
      <Part title={doc.review}>
        <p>{doc.reviewOn(format.day(document.reviewAt))}</p>
      </Part>
      <Signatures company={company} telling={telling} />
    </article>
  );
}

function Head({ policy, company, telling }: Omit<DocumentProps, 'today'>) {
  const { m, format } = telling;
  const { doc } = m.promises;
  return (
    <header>
      <p className={css['soft']}>
        {doc.kind} {doc.between(company)}
      </p>
      <h2>{policy.name}</h2>
      <p className={css['soft']}>{m.promises.version(policy.version, format.date(policy.changedAt))}</p>
    </header>
  );
}

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section>
    <h3>{title}</h3>
    {children}
  </section>
);

type PolicyPart = Pick<DocumentProps, 'policy' | 'telling'>;

/** The goals that the customer agrees to; clocks of our own are not among them. */
function Goals({ policy, telling }: PolicyPart) {
  const { labels, doc } = telling.m.promises;
  const goals = [
    { label: labels.goal, of: policy.handover },
    ...(policy.response ? [{ label: labels.response, of: policy.response }] : []),
  ];
  return (
    <table className={css['table']}>
      <thead>
        <tr>
          {[doc.target, doc.goal, doc.counted].map(title => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {goals.map(({ label, of }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{telling.m.promises.under(telling.format.length(of.goal))}</td>
            <td>{countedIn(of.calendar, telling)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type HoursProps = {
  readonly calendar: CalendarView;
  readonly telling: Telling;
  readonly today: number;
};

function Hours({ calendar, telling, today }: HoursProps) {
  const { m, format } = telling;
  const doc = m.promises.doc;
  const from = utcDayOf(today);
  const closed = calendar.closedDays.filter(({ date, source }) => source !== 'holiday' && date >= from);
  const others = Object.entries(calendar.overrides).filter(([date]) => date >= from);
  const { holidays } = calendar;
  return (
    <>
      <p>{doc.hoursIn(calendar.name, calendar.zone)}</p>
      <dl className={css['pairs']}>
        {weekDays.map(day => (
          <Pair key={day} label={m.weekDays[day]} text={hoursText(calendar.hours[day]) || doc.closed} />
        ))}
      </dl>
      <p>{holidays.length > 0 ? doc.holidays(regionWords(holidays, telling)) : doc.noHolidays}</p>
      <Days title={doc.closedDays} days={closed.map(({ date, name }) => [format.day(date), name])} />
      <Days
        title={doc.otherHours}
        days={others.map(([date, hours]) => [format.day(date), hoursText(hours) || doc.closed])}
      />
    </>
  );
}

const Pair = ({ label, text }: { readonly label: string; readonly text: string }) => (
  <>
    <dt>{label}</dt>
    <dd>{text}</dd>
  </>
);

type DaysProps = { readonly title: string; readonly days: readonly (readonly [string, string])[] };

function Days({ title, days }: DaysProps) {
  if (days.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      <dl className={css['pairs']}>
        {days.map(([day, text]) => (
          <Pair key={day} label={day} text={text} />
        ))}
      </dl>
    </>
  );
}

function Priorities({ policy, telling }: PolicyPart) {
  const { m, format } = telling;
  const doc = m.promises.doc;
  const { warnAt, waitsForCustomer, waitCapHours } = policy.handover;
  const waits = !waitsForCustomer
    ? doc.noWaits
    : waitCapHours === undefined
      ? doc.waits
      : doc.waitsUpTo(format.length(inDays(waitCapHours)));
  return (
    <Part title={doc.priorities}>
      <ul className={css['points']}>
        {warnAt.length > 0 && <li>{doc.warn(percentWords(warnAt, telling))}</li>}
        <li>{doc.tell(format.percent(policy.tellCustomerAt))}</li>
        <li>{doc.breach}</li>
        <li>
          {waits} {doc.others}
        </li>
      </ul>
    </Part>
  );
}

function People({ policy, telling }: PolicyPart) {
  const { doc } = telling.m.promises;
  return (
    <Part title={doc.people}>
      <dl className={css['pairs']}>
        <Pair label={doc.front} text={policy.document.front} />
        <Pair label={doc.back} text={policy.document.back} />
      </dl>
    </Part>
  );
}

function Signatures({ company, telling }: Pick<DocumentProps, 'company' | 'telling'>) {
  const { doc } = telling.m.promises;
  return (
    <Part title={doc.agreed}>
      <div className={css['signs']}>
        {[doc.forCustomer, doc.forUs(company)].map(side => (
          <div key={side} className={css['sign']}>
            <p>{side}</p>
            <p className={css['soft']}>{doc.signature}</p>
          </div>
        ))}
      </div>
    </Part>
  );
}
