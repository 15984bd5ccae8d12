import type { CallView } from '../../../shared/contracts/calls-contract.ts';
import { useAgentNames } from '../../api/queries.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { productName, wordFor } from '../../messages/words.ts';
import { useThere } from '../devices/time-left.tsx';

/** What a call is about, each thing once, then the products: what is still open, or what was spoken of. */
export function useAboutWords(): (call: Pick<CallView, 'agenda'>) => readonly string[] {
  const { calls: m } = useMessages();
  return ({ agenda }) => {
    const open = agenda.filter(({ state }) => state === 'open');
    const shown = open.length > 0 ? open : agenda;
    const kinds = shown.map(({ kind }) => wordFor(m.kinds, kind));
    return [
      ...new Set([...kinds, ...shown.flatMap(({ product }) => (product ? [productName(product)] : []))]),
    ];
  };
}

/** Whom to call. */
export function useContactName(): (
  call: Pick<CallView, 'contactId' | 'contactName' | 'contactErased'>,
) => string {
  const { calls, persons } = useMessages();
  return ({ contactId, contactName, contactErased }) =>
    contactErased ? persons.erased : (contactName ?? contactId ?? calls.anyContact);
}

/** Who has the call. */
export function useAgentOf(): (call: Pick<CallView, 'agentId'>) => string {
  const { calls: m } = useMessages();
  const name = useAgentNames();
  return ({ agentId }) => (agentId === undefined ? m.noAgent : name(agentId));
}

/** An instant as the reader's clocks show it, and behind it the customer's where those show another time. */
export function useBothClocks(at: string, zone: string): string {
  const { calls: m } = useMessages();
  const format = useFormat();
  const there = useThere(at, zone);
  const here = format.due(at, useNow());
  return there === undefined ? here : `${here} ${m.there(there)}`;
}
