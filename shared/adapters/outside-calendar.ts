/** A calendar at a host that an agent named and the company allows. */
export type CalendarAsked = {
  readonly url: string;
  /** What the host called the state that was read last. */
  readonly etag?: string | undefined;
};

/** The file; or that it has not changed; or one kebab word that says why there is none, such as `status-404`. */
export type CalendarAnswer =
  | { readonly is: 'read'; readonly text: string; readonly etag?: string }
  | { readonly is: 'unchanged' }
  | { readonly is: 'failed'; readonly why: string };

/** Reads calendars. The caller has checked the address. Never throws for what the host does. */
export type OutsideCalendars = { read(asked: CalendarAsked): Promise<CalendarAnswer> };
