import { catalog } from '../../shared/events/catalog.ts';
import { timers } from '../../shared/events/timers.ts';
import type { WorldPorts } from '../simulation/world.ts';
import { productRoutes } from './api.ts';

/** Routes whose calls change nothing: they may be asked again whenever they fail. */
const changesNothing = new Set(['preview-assignment', 'explain-policies', 'dry-run-chain']);

/**
 * The name of every step that the product can take: each route that changes something, each event at each of its
 * consumers, each timer. It is read from the declarations, so that a new one cannot be forgotten.
 */
export function everyEntry(): string[] {
  const routes = productRoutes({} as WorldPorts).map(({ route }) => route);
  return [
    ...routes
      .filter(({ method, id }) => method !== 'GET' && !changesNothing.has(id))
      .map(({ id }) => `ask ${id}`),
    ...catalog.flatMap(({ name, consumers }) => consumers.map(consumer => `${consumer} ${name}`)),
    ...Object.entries(timers).map(([kind, { queue }]) => `${queue} ${kind}`),
    'mail-report delivered',
  ].sort();
}
