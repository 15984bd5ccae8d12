const DEFAULT_LIMIT = 50;
const MOST = 100;

/** Size and place of the page a caller asked for. */
export const pageAsked = (query: { cursor?: string | undefined; limit?: string | undefined }) => ({
  limit: Math.min(MOST, Math.max(1, Number(query.limit ?? DEFAULT_LIMIT))),
  ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
});
