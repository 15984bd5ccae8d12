/** A time that was chosen: when it begins, how long, and with whom; without an agent, whoever is free. */
export type Chosen = {
  readonly from: string;
  readonly minutes: string;
  readonly agentId: string;
};

export const noSlot: Chosen = { from: '', minutes: '', agentId: '' };

/** What of a choice the API is told; what was not chosen is left to the server. */
export const slotBody = ({ from, minutes, agentId }: Chosen) => ({
  from,
  ...(minutes === '' ? {} : { minutes: Number(minutes) }),
  ...(agentId === '' ? {} : { agentId }),
});
