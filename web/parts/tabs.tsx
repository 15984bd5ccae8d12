import { Link } from '../app/router.tsx';
import type { Place } from '../app/routes.ts';
import css from './tabs.module.css';

type TabsProps = {
  readonly label: string;
  readonly tabs: readonly { readonly to: Place; readonly text: string; readonly current: boolean }[];
};

/** Two or three views of one room; each has its own address. */
export const Tabs = ({ label, tabs }: TabsProps) => (
  <nav className={css['tabs']} aria-label={label}>
    {tabs.map(tab => (
      <Link key={tab.text} to={tab.to} aria-current={tab.current ? 'page' : undefined}>
        {tab.text}
      </Link>
    ))}
  </nav>
);
