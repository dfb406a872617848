import { nextContactWindow } from '@krok/calendar';
import type { ActChannel, ActKind } from '@krok/contracts/types';
import { bindsContact, type Contact, type ContactTerms, leavesFirm } from './contact-policy.ts';
import type { DueAct } from './due-act.ts';
import type { LedgerView } from './ledger-view.ts';
import { nextContact } from './next-contact.ts';
import { type Permission, permitAct, type Waiting } from './permission.ts';

export interface PlanInput extends ContactTerms {
  /** Epoch ms on the organisation's clock. */
  readonly now: number;
  /** Acts of one creditor and debtor that are in no bundle yet. */
  readonly acts: readonly DueAct[];
  readonly ledger: LedgerView;
  /** The switch that stops everything outgoing, duty acts too. */
  readonly sendingEnabled: boolean;
}

/** Acts that are done as one: of one creditor, debtor, channel and kind. The first act is the one that was due first. */
export interface PlannedBundle {
  readonly creditor: string;
  readonly debtor: string;
  readonly channel: ActChannel;
  readonly kind: ActKind;
  readonly acts: readonly string[];
}

export type ActDecision =
  /** `bundle`: index into the plan's bundles. */
  { readonly kind: 'bundle'; readonly bundle: number } | Exclude<Permission, { readonly kind: 'permitted' }>;

export interface Plan {
  readonly bundles: readonly PlannedBundle[];
  /** One per act, in the order of the input. */
  readonly decisions: readonly { readonly act: string; readonly decision: ActDecision }[];
  /** The earliest instant (epoch ms) at which time alone changes a decision; null when only an event can. */
  readonly wakeAt: number | null;
}

/**
 * Decides for each act of a creditor and debtor: done now in a bundle, wait, not needed, refused. Duty acts pass at
 * once; of demands that may go out now, those that were due first take the contacts that the caps leave; approvals of one
 * day are asked for together, when its working hours begin.
 */
export function planActs(input: PlanInput): Plan {
  const decisions = new Map<string, ActDecision>();
  const ready: DueAct[] = [];
  for (const act of input.acts) {
    const obstacle = obstacleOf(act, input);
    if (obstacle) decisions.set(act.id, obstacle);
    else ready.push(act);
  }
  const bundles: PlannedBundle[] = [];
  const contacts: Contact[] = [...input.contacts];
  for (const group of groupsOf(ready)) {
    const wait = waitOf(group, { ...input, contacts });
    if (!wait) {
      const { creditor, debtor, channel, kind } = group.lead;
      bundles.push({ creditor, debtor, channel, kind, acts: group.acts.map(({ id }) => id) });
      if (!group.lead.statutory) contacts.push({ at: input.now, channel, kind });
    }
    const decision: ActDecision = wait ?? { kind: 'bundle', bundle: bundles.length - 1 };
    for (const act of group.acts) decisions.set(act.id, decision);
  }
  const answers = input.acts.map(({ id }) => ({ act: id, decision: decisions.get(id) ?? NOT_PLANNED }));
  return { bundles, decisions: answers, wakeAt: earliest(answers.map(({ decision }) => decision)) };
}

interface Group {
  readonly lead: DueAct;
  readonly acts: DueAct[];
}

// Every act gets an obstacle or a group; this only satisfies the type of a lookup.
const NOT_PLANNED: Waiting = { kind: 'wait', until: null, reason: 'notDue' };

function obstacleOf(act: DueAct, input: PlanInput): ActDecision | null {
  if (act.dueAt > input.now) return { kind: 'wait', until: act.dueAt, reason: 'notDue' };
  const permission = permitAct(act, input.ledger, input.now, input.calendar);
  if (permission.kind !== 'permitted') return permission;
  return leavesFirm(act) && !input.sendingEnabled ? { kind: 'wait', until: null, reason: 'sendingOff' } : null;
}

/** Groups in the order of their first due act. */
function groupsOf(acts: readonly DueAct[]): Group[] {
  const inOrder = [...acts].sort((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1));
  const groups = new Map<string, Group>();
  for (const act of inOrder) {
    const key = JSON.stringify([
      act.creditor,
      act.debtor,
      act.channel,
      act.kind,
      act.joins === 'alone' ? act.id : null,
      act.form ?? null,
    ]);
    const group = groups.get(key);
    if (group) group.acts.push(act);
    else groups.set(key, { lead: act, acts: [act] });
  }
  return [...groups.values()];
}

function waitOf({ lead }: Group, input: PlanInput): Waiting | null {
  if (lead.kind === 'duty') return null;
  if (lead.kind === 'internal') return lead.channel === 'approval' ? waitForOthers(lead, input) : null;
  const joined = lead.dueAt + (lead.joins === 'debtor' ? input.policy.joiningDelay : 0);
  if (joined > input.now) return { kind: 'wait', until: joined, reason: 'joining' };
  if (lead.statutory || !bindsContact(lead)) return null;
  const next = nextContact(input.now, input);
  return next.kind === 'now' ? null : { kind: 'wait', until: next.until, reason: next.reason };
}

/** What timers make due falls due at midnight: nobody approves then, and until the window opens all of the day have met. */
function waitForOthers(lead: DueAct, { now, policy, calendar }: PlanInput): Waiting | null {
  if (lead.joins === 'alone') return null;
  const until = Math.max(lead.dueAt + policy.joiningDelay, nextContactWindow(lead.dueAt, policy.window, calendar).from);
  return until > now ? { kind: 'wait', until, reason: 'joining' } : null;
}

function earliest(decisions: readonly ActDecision[]): number | null {
  let at: number | null = null;
  for (const decision of decisions) {
    if (decision.kind === 'wait' && decision.until !== null && (at === null || decision.until < at))
      at = decision.until;
  }
  return at;
}
