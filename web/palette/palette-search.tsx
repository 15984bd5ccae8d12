import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { goTo } from '../app/router.tsx';
import { pathTo } from '../app/routes.ts';
import { useLiveState } from '../live/use-live.ts';
import { useMessages } from '../messages/messages.ts';
import { Icon } from '../parts/icons.tsx';
import css from './palette.module.css';
import { PaletteDialog } from './palette-dialog.tsx';
import { type Deed, type Item, itemFrom } from './palette-items.ts';
import { optionId, PaletteList } from './palette-list.tsx';
import { type PaletteItems, useItems } from './use-items.ts';

type SearchProps = { readonly onClose: () => void; readonly onDeed: (deed: Deed) => void };
type Choose = (item: Item, inNewTab: boolean) => void;

/** A field, and below it everything that fits what is typed: arrows choose, Enter opens, with Ctrl in a new tab. */
export function PaletteSearch({ onClose, onDeed }: SearchProps) {
  const { palette: m } = useMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  const listId = useId();
  const [typed, setTyped] = useState('');
  const choose: Choose = (item, inNewTab) => {
    dialog.current?.close();
    if ('deed' in item) return onDeed(item.deed);
    onClose();
    if (inNewTab) window.open(pathTo(item.to), '_blank', 'noopener');
    else goTo(pathTo(item.to));
  };
  const { read, items, active, press, forget } = useChoice(typed, choose);
  const type = (text: string) => {
    setTyped(text);
    forget();
  };
  const listed = { id: listId, sections: read.sections, active, typed, stale: read.found.stale };
  return (
    <PaletteDialog dialog={dialog} label={m.label} onClose={onClose} onKeyDown={closeOnK(onClose)}>
      <SearchField typed={typed} onType={type} onPress={press} listId={listId} active={active} />
      {items.length > 0 && <PaletteList {...listed} onChoose={choose} />}
      <Foot found={read.found} count={typed.trim() === '' ? undefined : items.length} />
    </PaletteDialog>
  );
}

/** The keys that open it close it too. */
const closeOnK = (onClose: () => void) => (event: KeyboardEvent) => {
  if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  onClose();
};

/** Which item is chosen, by keys from above the list: the first until somebody says otherwise. */
function useChoice(typed: string, choose: Choose) {
  const [activeId, setActiveId] = useState<string>();
  const read = useItems(typed);
  const items = read.sections.flatMap(section => section.items);
  const active = items.find(item => item.id === activeId) ?? items[0];
  const hurry = useHurry(read, active, choose);
  const press = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : undefined;
    if (event.nativeEvent.isComposing || (by === undefined && event.key !== 'Enter')) return;
    event.preventDefault();
    if (by === undefined) hurry.open(event.ctrlKey || event.metaKey);
    else setActiveId(itemFrom(items, active?.id, by)?.id);
  };
  const forget = () => {
    setActiveId(undefined);
    hurry.forget();
  };
  return { read, items, active, press, forget };
}

const hitGroups: readonly Item['group'][] = ['account', 'contact', 'device', 'device-case'];

/**
 * Enter opens what is chosen. Pressed while the hits are still those of what was typed before, it waits for the new ones
 * and opens the first of all that fits; typing on takes it back.
 */
function useHurry({ found, sections }: PaletteItems, active: Item | undefined, choose: Choose) {
  const [wish, setWish] = useState<{ readonly inNewTab: boolean }>();
  const first = sections[0]?.items[0];
  useEffect(() => {
    if (!wish || found.stale) return;
    setWish(undefined);
    if (first) choose(first, wish.inNewTab);
  });
  return {
    forget: () => setWish(undefined),
    open: (inNewTab: boolean) => {
      if (found.stale && (!active || hitGroups.includes(active.group))) setWish({ inNewTab });
      else if (active) choose(active, inNewTab);
    },
  };
}

type FieldProps = {
  readonly typed: string;
  readonly onType: (text: string) => void;
  readonly onPress: (event: KeyboardEvent) => void;
  readonly listId: string;
  readonly active: Item | undefined;
};

/** The field has the focus all the time; what is chosen in the list is named by it. */
function SearchField({ typed, onType, onPress, listId, active }: FieldProps) {
  const { palette: m } = useMessages();
  return (
    <div className={css['field']}>
      <Icon name="search" />
      <input
        role="combobox"
        aria-label={m.label}
        aria-autocomplete="list"
        aria-expanded={active !== undefined}
        aria-controls={active && listId}
        aria-activedescendant={active && optionId(active)}
        autoComplete="off"
        spellCheck={false}
        maxLength={80}
        placeholder={m.label}
        value={typed}
        onChange={event => onType(event.target.value)}
        onKeyDown={onPress}
      />
    </div>
  );
}

type FootProps = Pick<PaletteItems, 'found'> & {
  /** How many fit; undefined before anything is typed. */
  readonly count: number | undefined;
};

/** How the search stands: it is told to those who listen, and keeps its height. */
function Foot({ found, count }: FootProps) {
  const { palette: m } = useMessages();
  const isOffline = useLiveState() === 'offline';
  const said = () => {
    if (found.error !== undefined || (isOffline && found.stale)) return m.failed;
    if (found.stale) return m.searching;
    if (found.more) return m.more;
    if (count === undefined) return '';
    return count === 0 ? m.none : m.results(count);
  };
  return (
    <div className={css['foot']}>
      <span role="status" data-testid="palette-status">
        {said()}
      </span>
      <span className={css['hint']}>{m.hint}</span>
    </div>
  );
}
