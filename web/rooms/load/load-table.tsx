import { type ReactNode, useState } from 'react';
import type { AgentLoad, TeamLoad } from '../../../shared/contracts/team-contract.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Choice } from '../../parts/field.tsx';
import { Chip, LanguageTag } from '../../parts/marks.tsx';
import { useAnswerWords } from './answer-words.ts';
import css from './load.module.css';
import { inOrder, type LoadColumn, type LoadOrder, loadColumns, pressed, totals } from './load-order.ts';

const figures: readonly LoadColumn[] = ['share', 'tasks', 'unread'];

/** Every agent with what they have on their hands; by any column, and together at the end. */
export function LoadTable({ load }: { readonly load: TeamLoad }) {
  const m = useMessages();
  const [order, setOrder] = useState<LoadOrder>({ by: 'tasks', down: true });
  const agents = inOrder(load.agents, order, m.locale);
  return (
    <>
      <div className={css['sort']}>
        <Choice
          label={m.load.sortBy}
          value={order.by}
          onChange={by => setOrder(pressed({ by: 'name', down: true }, by as LoadColumn))}
          options={loadColumns.map(by => ({ value: by, label: m.load.columns[by] }))}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={css['tableBox']} aria-label={m.load.agents} tabIndex={0}>
        <table className={css['table']} aria-label={m.load.agents}>
          <thead>
            <tr>
              {loadColumns.map(by => (
                <Title key={by} by={by} order={order} onPress={() => setOrder(pressed(order, by))} />
              ))}
            </tr>
          </thead>
          <tbody>
            {agents.map(agent => (
              <AgentRow key={agent.id} agent={agent} />
            ))}
          </tbody>
          <Totals load={load} />
        </table>
      </section>
    </>
  );
}

type TitleProps = { readonly by: LoadColumn; readonly order: LoadOrder; readonly onPress: () => void };

/** A column's name, which sorts by it; an arrow says which way. */
function Title({ by, order, onPress }: TitleProps) {
  const { load: m } = useMessages();
  const sorted = order.by === by ? (order.down ? 'descending' : 'ascending') : undefined;
  const hint = by === 'share' ? m.shareHint : by === 'answers' ? m.answersHint : undefined;
  return (
    <th scope="col" aria-sort={sorted} data-figure={figures.includes(by)}>
      <button type="button" className={css['sorter']} onClick={onPress} title={hint}>
        {m.columns[by]}
        <span aria-hidden="true">{sorted === undefined ? '' : order.down ? ' ↓' : ' ↑'}</span>
      </button>
    </th>
  );
}

type CellProps = { readonly of: LoadColumn; readonly children: ReactNode };

/** A cell that says by itself what it is where the columns have no heads. */
function Cell({ of, children }: CellProps) {
  const { load: m } = useMessages();
  return (
    <td data-label={m.columns[of]} data-figure={figures.includes(of)}>
      <div>{children}</div>
    </td>
  );
}

function AgentRow({ agent }: { readonly agent: AgentLoad }) {
  const { load: m, team } = useMessages();
  const { number } = useFormat();
  return (
    <tr data-testid="agent-load">
      <th scope="row">
        <span className={css['name']}>{agent.name}</span>
        {agent.roles.includes('lead') && <span className={css['small']}> {team.roles.lead}</span>}
        <span className={css['tags']}>
          {agent.languages.map(tag => (
            <LanguageTag key={tag} tag={tag} />
          ))}
        </span>
      </th>
      <Cell of="duty">
        <Duty agent={agent} />
      </Cell>
      <Cell of="book">
        <Book agent={agent} />
      </Cell>
      <Cell of="share">{number(Math.round(agent.share * 10) / 10)}</Cell>
      <Cell of="tasks">
        {agent.openTasks}
        {agent.overdueTasks > 0 && <Chip tone="bad">{m.overdue(agent.overdueTasks)}</Chip>}
      </Cell>
      <Cell of="unread">
        {agent.unread}
        {agent.snoozed > 0 && <span className={css['small']}>{m.snoozed(agent.snoozed)}</span>}
      </Cell>
      <Cell of="answers">
        <Answers of={agent} />
      </Cell>
    </tr>
  );
}

function Duty({ agent: { onDuty, absentUntil, nextDutyAt } }: { readonly agent: AgentLoad }) {
  const { load: m, team } = useMessages();
  const { due } = useFormat();
  const now = useNow();
  if (onDuty) return <Chip tone="good">{team.onDuty}</Chip>;
  if (absentUntil !== undefined) return <Chip tone="warn">{m.awayUntil(due(absentUntil, now))}</Chip>;
  return (
    <>
      <Chip>{team.offDuty}</Chip>
      <span className={css['small']}>
        {nextDutyAt === undefined ? m.noNextDuty : m.nextDuty(due(nextDutyAt, now))}
      </span>
    </>
  );
}

function Book({ agent }: { readonly agent: AgentLoad }) {
  const { load: m, team } = useMessages();
  const { number, date } = useFormat();
  const { book, capacity, settling } = agent;
  const text = team.bookOf(book, capacity);
  return (
    <span className={css['book']}>
      {text}
      <meter
        aria-label={`${team.book}: ${text}`}
        min={0}
        max={Math.max(1, capacity)}
        optimum={0}
        high={capacity * 0.95}
        value={book}
      />
      {settling && (
        <span className={css['small']}>
          {m.settling(number(Math.round(settling.credit * 10) / 10), date(settling.until))}
        </span>
      )}
    </span>
  );
}

type Answered = Pick<AgentLoad, 'acknowledged' | 'medianSeconds' | 'p90Seconds'>;

function Answers({ of }: { readonly of: Answered }) {
  const { load: m } = useMessages();
  const words = useAnswerWords();
  const { acknowledged, medianSeconds, p90Seconds } = of;
  if (medianSeconds === undefined || p90Seconds === undefined)
    return <span className={css['small']}>{m.noAnswers}</span>;
  return (
    <span className={css['answers']}>
      {words(medianSeconds)}
      <span className={css['small']}>{m.answered(words(p90Seconds), acknowledged)}</span>
    </span>
  );
}

function Totals({ load }: { readonly load: TeamLoad }) {
  const { load: m, team } = useMessages();
  const all = totals(load);
  return (
    <tfoot>
      <tr data-testid="load-totals">
        <th scope="row">{m.totals}</th>
        <Cell of="duty">{m.totalDuty(all.onDuty, all.all)}</Cell>
        <Cell of="book">{team.bookOf(all.book, all.capacity)}</Cell>
        <td />
        <Cell of="tasks">
          {all.openTasks}
          {all.overdueTasks > 0 && <Chip tone="bad">{m.overdue(all.overdueTasks)}</Chip>}
        </Cell>
        <Cell of="unread">{all.unread}</Cell>
        <Cell of="answers">
          <Answers of={load.team} />
        </Cell>
      </tr>
    </tfoot>
  );
}
