import { callMessageWanted, linkWanted } from '../../shared/events/call-events.ts';
import { tellingWanted } from '../../shared/events/device-events.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { outreachOffered } from '../../shared/events/outreach-events.ts';
import type { Handled } from '../../shared/store/ports.ts';
import type { TellPorts } from './ports.ts';
import { tellCall } from './tell-call.ts';
import { tellCase } from './tell-case.ts';
import { tellLink } from './tell-link.ts';
import { tellOffer } from './tell-offer.ts';

/** Writes to customers what others decided that they are to know. */
export async function answerFact(ports: TellPorts, fact: Fact): Promise<Handled> {
  if (tellingWanted.is(fact)) return tellCase(ports, fact.data);
  if (callMessageWanted.is(fact)) return tellCall(ports, fact.data);
  if (linkWanted.is(fact)) return tellLink(ports, fact.data);
  if (outreachOffered.is(fact)) return tellOffer(ports, fact.data);
  return { decision: 'not-ours' };
}
