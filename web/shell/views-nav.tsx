import { Link, usePlace } from '../app/router.tsx';
import { pathTo, placeOf } from '../app/routes.ts';
import { useMessages } from '../messages/messages.ts';
import { useSavedViews } from '../palette/saved-views.ts';
import { Icon } from '../parts/icons.tsx';
import css from './shell.module.css';

/** The views that somebody saved in this browser, below the rooms. */
export function ViewsNav() {
  const { palette: m } = useMessages();
  const views = useSavedViews();
  const here = pathTo(usePlace());
  if (views.length === 0) return null;
  return (
    <nav className={css['views']} aria-labelledby="saved-views">
      <h2 id="saved-views">{m.groups.views}</h2>
      <ul>
        {views.map(({ name, path }) => (
          <li key={path}>
            <Link
              className={css['item']}
              to={placeOf(path)}
              aria-current={path === here ? 'page' : undefined}
            >
              <Icon name="view" size={16} />
              <span className={css['label']}>{name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
