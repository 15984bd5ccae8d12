import type { NotificationView } from '../../shared/contracts/notifications-contract.ts';
import type { InboxView } from '../api/notification-queries.ts';
import { laterVersion } from './inbox-lists.ts';

/** As many notifications are remembered; whoever is older has been read again long since. */
const MOST = 1_000;

/** A reading of a list that is under way, and when it began. */
export type Reading = { readonly view: InboxView; readonly since: number };

type Known = { readonly item: NotificationView; readonly since: number };

/**
 * What was heard of notifications, the latest of each, so that an answer which was long on its way undoes nothing that
 * came sooner: an older version goes over no newer one, a reading says nothing of what was heard after it began, and a
 * list is read by one at a time.
 */
export class Heard {
  #turn = 0;
  readonly #known = new Map<string, Known>();
  readonly #readings = new Map<InboxView, Promise<unknown>>();
  #taken = 0;

  /** Counts the readings that were taken: what was asked for before one of them may be older than it. */
  get taken(): number {
    return this.#taken;
  }

  /** Reads a list once everybody who reads it is done. */
  inTurn<T>(view: InboxView, read: (reading: Reading) => Promise<T>): Promise<T> {
    const before = this.#readings.get(view) ?? Promise.resolve();
    const mine = before.then(() => read({ view, since: this.#turn }));
    this.#readings.set(
      view,
      mine.catch(() => undefined),
    );
    return mine;
  }

  take(): void {
    this.#taken += 1;
  }

  /** What a reading told is as old as its beginning; anything else was heard now. Answers with the latest of it. */
  hear(item: NotificationView, reading?: Reading): NotificationView {
    const was = this.#known.get(item.id);
    const latest = this.latest(item);
    if (!reading && was?.item.version !== latest.version) this.#turn += 1;
    const since = reading?.since ?? this.#turn;
    this.#known.delete(item.id);
    this.#known.set(item.id, { item: latest, since: Math.max(since, was?.since ?? 0) });
    for (const id of this.#known.keys()) {
      if (this.#known.size <= MOST) break;
      this.#known.delete(id);
    }
    return latest;
  }

  /** A notification in the latest version that was heard of. */
  latest(item: NotificationView): NotificationView {
    const known = this.#known.get(item.id);
    return known ? laterVersion(item, known.item) : item;
  }

  /** One as it was last heard of. */
  get(id: string): NotificationView | undefined {
    return this.#known.get(id)?.item;
  }

  forget(id: string): void {
    this.#known.delete(id);
  }

  /** Whether one was heard of after a reading began: the reading does not know better. */
  isNewer(id: string, { since }: Reading): boolean {
    return (this.#known.get(id)?.since ?? 0) > since;
  }

  /** Whether anything was heard of since a reading began. */
  isOvertaken({ since }: Reading): boolean {
    return this.#turn > since;
  }
}

const heard = new WeakMap<object, Heard>();

/** What was heard in this page, kept beside what it holds. */
export function heardIn(holder: object): Heard {
  const held = heard.get(holder) ?? new Heard();
  heard.set(holder, held);
  return held;
}
