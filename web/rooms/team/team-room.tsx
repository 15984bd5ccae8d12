import { lazy, Suspense, useState } from 'react';
import type { AgentView } from '../../../shared/contracts/team-contract.ts';
import { useAgentNames, useAgents, useMe } from '../../api/queries.ts';
import { timeIn } from '../../app/format.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Chip, LanguageTag } from '../../parts/marks.tsx';
import { Notice, Room } from '../../parts/room.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import { hoursText, weekDayIn } from './hours.ts';
import css from './team.module.css';

const AgentDialog = lazy(() => import('./agent-dialog.tsx'));
const AbsenceDialog = lazy(() => import('./absence-dialog.tsx'));

type Open = { readonly what: 'edit' | 'absence'; readonly agentId: string } | { readonly what: 'add' };

/** The roster: who speaks what, who is on duty now, how full the books are. */
export default function TeamRoom() {
  const m = useMessages();
  const agents = useAgents();
  const lead = useMe().data?.agent.roles.includes('lead') ?? false;
  const [open, setOpen] = useState<Open>();
  const all = agents.data?.agents ?? [];
  const working = all.filter(agent => agent.active);
  const intro = agents.data && m.team.intro(working.filter(agent => agent.onDuty).length, working.length);
  const add = lead && (
    <Button onPress={() => setOpen({ what: 'add' })}>
      <Icon name="plus" size={16} />
      {m.team.add}
    </Button>
  );
  return (
    <Room title={m.team.title} intro={intro} actions={add} scrolls>
      {agents.isPending && <Loading />}
      {agents.isError && (
        <Notice>
          <Trouble error={agents.error} onRetry={() => void agents.refetch()} />
        </Notice>
      )}
      {agents.isSuccess && all.length === 0 && (
        <Empty icon="team" title={m.team.emptyTitle} text={m.team.emptyText} />
      )}
      {all.length > 0 && <Roster agents={all} onOpen={lead ? setOpen : undefined} />}
      <Suspense fallback={null}>
        <OpenDialog open={open} agents={all} onClose={() => setOpen(undefined)} />
      </Suspense>
    </Room>
  );
}

type OpenProps = {
  readonly open: Open | undefined;
  readonly agents: readonly AgentView[];
  readonly onClose: () => void;
};

function OpenDialog({ open, agents, onClose }: OpenProps) {
  if (!open) return null;
  if (open.what === 'add') return <AgentDialog onClose={onClose} />;
  const agent = agents.find(one => one.id === open.agentId);
  if (!agent) return null;
  if (open.what === 'edit') return <AgentDialog agent={agent} onClose={onClose} />;
  return <AbsenceDialog agent={agent} agents={agents} onClose={onClose} />;
}

type RosterProps = {
  readonly agents: readonly AgentView[];
  readonly onOpen: ((open: Open) => void) | undefined;
};

const byDuty = (one: AgentView, other: AgentView) =>
  Number(other.active) - Number(one.active) ||
  Number(other.onDuty) - Number(one.onDuty) ||
  one.name.localeCompare(other.name);

function Roster({ agents, onOpen }: RosterProps) {
  const m = useMessages();
  const titles = [m.team.agent, m.team.duty, m.team.languages, m.team.hours, m.team.book, m.team.absences];
  return (
    <div className={css['box']}>
      <table className={css['table']} aria-label={m.team.roster}>
        <thead>
          <tr>
            {titles.map(title => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
            {onOpen && (
              <th scope="col">
                <span className="visually-hidden">{m.team.editShort}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {[...agents].sort(byDuty).map(agent => (
            <AgentRow key={agent.id} agent={agent} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AgentRow({ agent, onOpen }: { readonly agent: AgentView; readonly onOpen: RosterProps['onOpen'] }) {
  const m = useMessages();
  const now = useNow();
  const hours = hoursText(agent.hours[weekDayIn(agent.zone, now)]);
  return (
    <tr className={agent.active ? undefined : css['left']} data-testid="agent">
      <th scope="row">
        <span className={css['name']}>{agent.name}</span>
        {agent.roles.includes('lead') && <span className={css['small']}> {m.team.roles.lead}</span>}
        {agent.roles.includes('clerk') && <span className={css['small']}> {m.team.roles.clerk}</span>}
      </th>
      <td>
        <Duty agent={agent} />
      </td>
      <td>
        <span className={css['tags']}>
          {agent.languages.map(tag => (
            <LanguageTag key={tag} tag={tag} />
          ))}
        </span>
      </td>
      <td>
        {hours || m.team.noHours}
        <br />
        <span className={css['small']}>
          {timeIn(agent.zone, m.locale, now)} {agent.zone}
        </span>
      </td>
      <td>
        <Book agent={agent} />
      </td>
      <td>
        <Absences agent={agent} />
      </td>
      {onOpen && <RowActions agent={agent} onOpen={onOpen} />}
    </tr>
  );
}

function RowActions({ agent, onOpen }: { readonly agent: AgentView; readonly onOpen: (open: Open) => void }) {
  const m = useMessages();
  return (
    <td>
      <span className={css['actions']}>
        <Button
          aria-label={m.team.edit(agent.name)}
          onPress={() => onOpen({ what: 'edit', agentId: agent.id })}
        >
          {m.team.editShort}
        </Button>
        <Button
          aria-label={m.team.addAbsence(agent.name)}
          onPress={() => onOpen({ what: 'absence', agentId: agent.id })}
        >
          {m.team.absence}
        </Button>
      </span>
    </td>
  );
}

const isAway = (agent: AgentView, now: number) =>
  agent.absences.some(({ from, to }) => Date.parse(from) <= now && now < Date.parse(to));

function Duty({ agent }: { readonly agent: AgentView }) {
  const m = useMessages();
  const now = useNow();
  if (!agent.active) return <Chip>{m.team.left}</Chip>;
  if (agent.onDuty) return <Chip tone="good">{m.team.onDuty}</Chip>;
  return isAway(agent, now) ? <Chip tone="warn">{m.team.away}</Chip> : <Chip>{m.team.offDuty}</Chip>;
}

function Book({ agent }: { readonly agent: AgentView }) {
  const m = useMessages();
  const text = m.team.bookOf(agent.book, agent.capacity);
  return (
    <span className={css['book']}>
      {text}
      <meter
        aria-label={`${m.team.book}: ${text}`}
        min={0}
        max={Math.max(1, agent.capacity)}
        optimum={0}
        high={agent.capacity * 0.95}
        value={agent.book}
      />
      {agent.settling && <Settling {...agent.settling} />}
    </span>
  );
}

/** While somebody new or returned settles in, accounts that are not theirs count as theirs. */
function Settling({ credit, until }: NonNullable<AgentView['settling']>) {
  const { load: m } = useMessages();
  const { number, date } = useFormat();
  return (
    <span className={css['settling']}>{m.settling(number(Math.round(credit * 10) / 10), date(until))}</span>
  );
}

function Absences({ agent }: { readonly agent: AgentView }) {
  const m = useMessages();
  const format = useFormat();
  const now = useNow();
  const name = useAgentNames();
  const next = agent.absences
    .filter(({ to }) => Date.parse(to) > now)
    .sort((one, other) => Date.parse(one.from) - Date.parse(other.from))[0];
  if (!next) return null;
  return (
    <>
      {format.when(next.from, now)} – {format.when(next.to, now)}
      <br />
      <span className={css['small']}>
        {next.coverId ? m.team.cover(name(next.coverId)) : m.team.coverNone}
      </span>
    </>
  );
}
