import { Link } from '../app/router.tsx';
import type { Place } from '../app/routes.ts';
import css from './tabs.module.css';

type TabsProps = {
  readonly label: string;
  readonly tabs: readonly Tab[];
};
type Tab = {
  readonly to: Place;
  readonly text: string;
  readonly current: boolean;
  /** How many there are, or at least, such as `100+`; its place is kept while that is not known. */
  readonly count?: number | string | undefined;
};

const MOST = 999;
const countText = (count: Tab['count']): string =>
  typeof count === 'number' && count > MOST ? `${MOST}+` : String(count ?? '');

/** A few views of one room; each has its own address. */
export const Tabs = ({ label, tabs }: TabsProps) => (
  <nav className={css['tabs']} aria-label={label}>
    {tabs.map(tab => (
      <Link key={tab.text} to={tab.to} aria-current={tab.current ? 'page' : undefined}>
        {tab.text}
        {'count' in tab && <span className={css['count']}>{countText(tab.count)}</span>}
      </Link>
    ))}
  </nav>
);
