import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { Button } from './button.tsx';
import { Icon } from './icons.tsx';
import css from './menu.module.css';
import { itemAfter } from './menu-keys.ts';

export type MenuItem = {
  readonly id: string;
  readonly text: string;
  readonly look?: 'danger';
  readonly onChoose: () => void;
};

type MenuProps = {
  /** What it is a menu of, for those who do not see where it stands. */
  readonly label: string;
  readonly items: readonly MenuItem[];
};

/**
 * A few more things to do with what it stands beside, opened in place. Arrows, Home and End go from one to the next, Enter
 * does it; Escape and a choice give the focus back to the button, Tab and a press elsewhere close it.
 */
export function Menu({ label, items }: MenuProps) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const { open, toggle, close, press } = useMenu(box, items.length);
  const choose = ({ onChoose }: MenuItem) => {
    close({ andReturn: true });
    onChoose();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys only go from one button in it to another
    <div ref={box} className={css['box']} onKeyDown={press}>
      <Button
        look="quiet"
        compact
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        {...(open ? { 'aria-controls': id } : {})}
        onPress={toggle}
      >
        <Icon name="more" />
      </Button>
      {open && (
        <div id={id} className={css['menu']} role="menu" aria-label={label}>
          {items.map(item => (
            <Item key={item.id} item={item} onChoose={() => choose(item)} />
          ))}
        </div>
      )}
    </div>
  );
}

const Item = ({ item: { text, look }, onChoose }: { item: MenuItem; onChoose: () => void }) => (
  <button
    type="button"
    role="menuitem"
    tabIndex={-1}
    className={look === 'danger' ? `${css['item']} ${css['danger']}` : css['item']}
    onClick={onChoose}
  >
    {text}
  </button>
);

/** Which of so many items has the focus, while the menu is open. */
function useMenu(box: RefObject<HTMLElement | null>, count: number) {
  const [at, setAt] = useState<number>();
  const open = at !== undefined;
  const close = ({ andReturn }: { readonly andReturn: boolean }) => {
    setAt(undefined);
    if (andReturn) box.current?.querySelector('button')?.focus();
  };
  useEffect(() => {
    if (at !== undefined) box.current?.querySelectorAll<HTMLElement>('[role="menuitem"]')[at]?.focus();
  }, [at, box]);
  useOutside(box, open, () => close({ andReturn: false }));
  const press = (event: KeyboardEvent) => {
    const next = itemAfter(at ?? (event.key === 'ArrowUp' ? 0 : -1), event.key, count);
    if (event.key === 'Tab') close({ andReturn: false });
    if (event.key === 'Escape' && open) close({ andReturn: true });
    else if (next !== undefined) setAt(next);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { open, close, press, toggle: () => setAt(open ? undefined : 0) };
}

/** Hears of a press anywhere else while something is open. */
function useOutside(box: RefObject<HTMLElement | null>, open: boolean, onOutside: () => void): void {
  const latest = useRef(onOutside);
  latest.current = onOutside;
  useEffect(() => {
    if (!open) return;
    const pressed = ({ target }: Event) => {
      if (target instanceof Node && !box.current?.contains(target)) latest.current();
    };
    document.addEventListener('pointerdown', pressed);
    return () => document.removeEventListener('pointerdown', pressed);
  }, [box, open]);
}
