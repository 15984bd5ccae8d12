import type { LiveFrame } from '../../shared/contracts/session-contract.ts';
import { accountChanged, accountMerged, ownerAssigned } from '../../shared/events/account-events.ts';
import * as call from '../../shared/events/call-events.ts';
import * as device from '../../shared/events/device-events.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { escalationChanged } from '../../shared/events/escalation-events.ts';
import * as outreach from '../../shared/events/outreach-events.ts';
import { personErased } from '../../shared/events/person-events.ts';
import * as team from '../../shared/events/team-events.ts';

/** What consoles are told of a fact, and which: one agent's or everybody's. */
export type Hint = { readonly to: string | undefined; readonly frames: readonly LiveFrame[] };

const everybody = (...frames: readonly LiveFrame[]): Hint => ({ to: undefined, frames });

/** Which parts of a console a fact makes old. Nothing for facts that nobody looks at live. */
export function hintOf(fact: Fact): Hint | undefined {
  if (team.notificationQueued.is(fact) || team.notificationChanged.is(fact)) {
    const { recipientId, notificationId, notificationVersion } = fact.data;
    return {
      to: recipientId,
      frames: [{ type: 'notification', id: notificationId, version: notificationVersion }],
    };
  }
  if (accountMerged.is(fact))
    return everybody(...ofAccount(fact.accountId), { type: 'account', accountId: fact.data.into });
  if (accountChanged.is(fact) || ownerAssigned.is(fact)) return everybody(...ofAccount(fact.accountId));
  if (team.taskOpened.is(fact) || team.taskDone.is(fact)) return everybody({ type: 'tasks' });
  if (team.agentChanged.is(fact)) return everybody({ type: 'roster' });
  if (personErased.is(fact))
    return everybody({ type: 'account', accountId: fact.accountId }, { type: 'calls' });
  return callHintOf(fact) ?? deviceHintOf(fact) ?? outreachHintOf(fact);
}

function callHintOf(fact: Fact): Hint | undefined {
  const account = { type: 'account', accountId: fact.accountId } as const;
  if (call.callChanged.is(fact)) return everybody({ type: 'calls', id: fact.data.callId });
  if (call.callEnded.is(fact) || call.feedbackGiven.is(fact))
    return everybody({ type: 'calls', id: fact.data.callId }, account);
  return call.journeyMoved.is(fact) ? everybody(account) : undefined;
}

/** What is said of a case makes its page old, whatever it is. */
const ofCases = [
  device.caseOpened,
  device.caseChanged,
  device.caseSettled,
  device.caseReopened,
  device.slaWarned,
  device.slaBreached,
  device.lockWanted,
  device.wipeWanted,
] as const;

function deviceHintOf(fact: Fact): Hint | undefined {
  if (ofCases.some(event => event.is(fact)))
    return everybody({ type: 'device-case', id: String(fact.data['caseId']) });
  if (escalationChanged.is(fact)) return everybody({ type: 'device-case', id: fact.data.subjectId });
  if (device.stockChanged.is(fact) || device.replenishmentWanted.is(fact))
    return everybody({ type: 'depot', id: fact.data.depotId });
  if (device.policyChanged.is(fact)) return everybody({ type: 'policies' });
  return undefined;
}

function outreachHintOf(fact: Fact): Hint | undefined {
  const account = { type: 'account', accountId: fact.accountId } as const;
  if (
    outreach.outreachOpened.is(fact) ||
    outreach.outreachNoted.is(fact) ||
    outreach.outreachChanged.is(fact) ||
    outreach.outreachSettled.is(fact)
  )
    return everybody({ type: 'outreach', id: fact.data.outreachId }, account);
  if (outreach.budgetExceeded.is(fact)) return everybody({ type: 'outreach' });
  return outreach.permissionChanged.is(fact) ? everybody(account, { type: 'calls' }) : undefined;
}

const ofAccount = (accountId: string): LiveFrame[] => [
  { type: 'feed', accountId },
  { type: 'account', accountId },
];
