import { useEffect, useRef } from 'react';
import { pathTo } from '../app/routes.ts';
import { useMessages } from '../messages/messages.ts';
import { Icon } from '../parts/icons.tsx';
import css from './palette.module.css';
import type { Item, Section } from './palette-items.ts';
import { pieces } from './word-match.ts';

/** The id of an item's element; one word, since others refer to it. */
export const optionId = (item: Item): string => `palette-${encodeURIComponent(item.id)}`;

type ListProps = {
  readonly id: string;
  readonly sections: readonly Section[];
  readonly active: Item | undefined;
  readonly typed: string;
  /** The hits are still those of what was typed before. */
  readonly stale: boolean;
  readonly onChoose: (item: Item, inNewTab: boolean) => void;
};

/** What can be chosen, group by group. The field above has the focus and the keys. */
export function PaletteList({ id, sections, active, typed, stale, onChoose }: ListProps) {
  const { palette: m } = useMessages();
  const list = useRef<HTMLDivElement>(null);
  const activeId = active && optionId(active);
  useEffect(() => {
    const option = activeId && document.getElementById(activeId);
    if (option) option.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  return (
    <div ref={list} id={id} role="listbox" aria-label={m.label} className={css['list']} aria-busy={stale}>
      {sections.map(({ group, items }) => (
        // biome-ignore lint/a11y/useSemanticElements: options are grouped within their listbox
        <div key={group} role="group" aria-labelledby={`${id}-${group}`} data-group={group}>
          <div id={`${id}-${group}`} role="presentation" className={css['group']}>
            {m.groups[group]}
          </div>
          {items.map(item => (
            <Option key={item.id} item={item} active={item === active} typed={typed} onChoose={onChoose} />
          ))}
        </div>
      ))}
    </div>
  );
}

type OptionProps = Pick<ListProps, 'typed' | 'onChoose'> & { readonly item: Item; readonly active: boolean };

/** One item: a link where it leads to a place, so that it can be opened and copied as one. */
function Option({ item, active, typed, onChoose }: OptionProps) {
  const option = {
    ...{ id: optionId(item), role: 'option', 'aria-selected': active, tabIndex: -1 },
    ...{ className: css['option'], 'data-testid': 'palette-option' },
  } as const;
  const inside = <Words item={item} typed={typed} />;
  if ('deed' in item)
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
      // biome-ignore lint/a11y/noStaticElementInteractions: it is an option
      <div {...option} onClick={() => onChoose(item, false)}>
        {inside}
      </div>
    );
  return (
    <a
      {...option}
      href={pathTo(item.to)}
      onClick={event => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onChoose(item, false);
      }}
    >
      {inside}
    </a>
  );
}

function Words({ item, typed }: Pick<OptionProps, 'item' | 'typed'>) {
  return (
    <>
      <Icon name={item.icon} />
      <span className={css['title']}>
        <Marked text={item.title} typed={typed} />
      </span>
      {item.note && (
        <span className={css['note']}>
          <Marked text={item.note} typed={typed} />
        </span>
      )}
      {item.keys && (
        <span className={css['keys']} aria-hidden="true">
          {item.keys}
        </span>
      )}
    </>
  );
}

/** A text with what was typed of it marked. */
const Marked = ({ text, typed }: { readonly text: string; readonly typed: string }) =>
  pieces(text, typed).map((piece, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no name but their place
    piece.hit ? <mark key={at}>{piece.text}</mark> : piece.text,
  );
