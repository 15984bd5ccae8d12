import { useEffect, useRef, useState } from 'react';
import { visit } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import field from '../../parts/field.module.css';
import css from './accounts.module.css';

/** What accounts are searched for; the address says it, so that it can be shared. Escape clears. */
export function SearchBox({ q }: { readonly q: string }) {
  const { accounts: m } = useMessages();
  const [typed, setTyped] = useState(q);
  const said = useRef(q);
  useEffect(() => {
    // The address changed by itself: somebody went back, or followed a link.
    if (q !== said.current) setTyped(q);
    said.current = q;
  }, [q]);
  const search = (text: string) => {
    setTyped(text);
    said.current = text.trim();
    visit({ room: 'accounts', of: 'all', ...(said.current ? { q: said.current } : {}) }, { replace: true });
  };
  return (
    <input
      type="search"
      className={`${field['input']} ${css['search']}`}
      aria-label={m.search}
      placeholder={m.search}
      autoComplete="off"
      maxLength={80}
      value={typed}
      onChange={event => search(event.target.value)}
      onKeyDown={event => event.key === 'Escape' && search('')}
    />
  );
}
