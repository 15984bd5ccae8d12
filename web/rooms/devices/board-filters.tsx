import { useMemo } from 'react';
import type { CaseLine } from '../../../shared/contracts/devices-contract.ts';
import { visit } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { Choice, Tick } from '../../parts/field.tsx';
import { awaited, type BoardView, filtersOf, legs, unfiltered } from './board-view.ts';
import css from './devices.module.css';

type FiltersProps = { readonly view: BoardView; readonly lines: readonly CaseLine[] };

/** What of the cases is shown, and how it is grouped; each choice is part of the address. */
export function BoardFilters({ view, lines, open }: FiltersProps & { readonly open: boolean }) {
  const { devices: m } = useMessages();
  return (
    <div className={css['filters']} data-open={open}>
      <Selects view={view} lines={lines} />
      <Tick checked={view.risk ?? false} onChange={on => show({ ...view, risk: on || undefined })}>
        {m.risk}
      </Tick>
      {filtersOf(view) > 0 && (
        <Button look="quiet" onPress={() => show(unfiltered(view))}>
          {m.clear}
        </Button>
      )}
    </div>
  );
}

type ToggleProps = {
  readonly view: BoardView;
  readonly open: boolean;
  readonly onToggle: () => void;
};

/** On a phone the filters are out of the way until they are wanted. */
export function FilterToggle({ view, open, onToggle }: ToggleProps) {
  const { devices: m } = useMessages();
  const count = filtersOf(view);
  return (
    <span className={css['filterToggle']}>
      <Button aria-expanded={open} onPress={onToggle}>
        {count > 0 ? m.filtersOn(count) : m.filters}
      </Button>
    </span>
  );
}

const show = (view: BoardView) => visit({ room: 'devices', view }, { replace: true });

type Option = { readonly value: string; readonly label: string };
type SelectProps = {
  readonly view: BoardView;
  readonly name: 'leg' | 'waiting' | 'owner' | 'group';
  readonly label: string;
  /** What no choice is called. */
  readonly any: string;
  readonly options: readonly Option[];
};

const Select = ({ view, name, label, any, options }: SelectProps) => (
  <Choice
    label={label}
    value={view[name] ?? ''}
    onChange={value => show({ ...view, [name]: value || undefined } as BoardView)}
    options={[{ value: '', label: any }, ...options]}
  />
);

function Selects({ view, lines }: FiltersProps) {
  const { devices: m } = useMessages();
  const owners = useOwners(lines);
  const legOptions = legs.map(leg => ({ value: leg, label: m.legs[leg] }));
  const waits = [
    { value: 'nobody', label: m.nobodyAwaited },
    ...awaited.map(who => ({ value: who, label: m.awaited[who] })),
  ];
  const groups = [
    { value: 'leg', label: m.byStep },
    { value: 'owner', label: m.byOwner },
  ];
  return (
    <>
      <Select view={view} name="leg" label={m.step} any={m.everyStep} options={legOptions} />
      <Select view={view} name="waiting" label={m.waiting} any={m.anyWait} options={waits} />
      {view.of === 'all' && (
        <Select view={view} name="owner" label={m.owner} any={m.everyOwner} options={owners} />
      )}
      <Select view={view} name="group" label={m.group} any={m.noGroup} options={groups} />
    </>
  );
}

/** The owners of the cases at hand, by name. */
function useOwners(lines: readonly CaseLine[]): readonly Option[] {
  return useMemo(() => {
    const names = new Map(
      lines.flatMap(line => (line.ownerId ? [[line.ownerId, line.ownerName ?? line.ownerId]] : [])),
    );
    return [...names]
      .map(([value, label]) => ({ value, label }))
      .sort((one, other) => one.label.localeCompare(other.label));
  }, [lines]);
}
