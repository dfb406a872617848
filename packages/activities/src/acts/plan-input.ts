import { performerOf } from '@krok/contracts/types';
import { type ContactPolicy, type DueAct, joinRuleOf, type PlanInput } from '@krok/receivables';
import type { Act, DeskView } from '@krok/store';

/** The store's view of a desk in the words of the decider. */
export function planInput(view: DeskView, now: number, policy: ContactPolicy): PlanInput {
  return {
    now,
    calendar: view.calendar,
    policy,
    ledger: view.ledger,
    sendingEnabled: view.sendingEnabled,
    acts: view.acts.map(dueAct),
    contacts: view.contacts,
  };
}

function dueAct(act: Act): DueAct {
  return {
    id: act.id,
    creditor: act.creditorId ?? '',
    debtor: act.debtorId ?? '',
    kind: act.kind,
    channel: act.channel,
    dueAt: act.dueAt,
    invoices: act.subject === null ? [] : [act.subject],
    // A person's task keeps its own form and assignee, a duty is its own listing's or claim's; without a debtor there is nobody to join for.
    // Nor do two events for another system make one.
    joins:
      act.source.kind !== 'job' ||
      act.debtorId === null ||
      act.channel === 'webhook' ||
      joinRuleOf(act.properties) === 'alone'
        ? 'alone'
        : 'debtor',
    form: formOf(act),
    statutory: isStatutory(act),
    soft: isSoft(act),
  };
}

/** Channels on which one job type says another thing than the next: a reminder can't speak for a warning. */
const FORMS: ReadonlySet<Act['channel']> = new Set<Act['channel']>(['letter', 'krd', 'epu']);

/** A mail has one text: that of an overdue procedure must not name what another one only says will be due. */
const TEXTS: ReadonlySet<Act['channel']> = new Set<Act['channel']>(['email', 'sms']);

function formOf({ channel, type, processId, headers }: Act): string | null {
  // Who agrees to a listing has not agreed to a claim.
  if (channel === 'approval') return headers['approves'] ?? null;
  if (FORMS.has(channel)) return type;
  return TEXTS.has(channel) ? processId : null;
}

function isStatutory({ type }: Act): boolean {
  const performer = type === null ? null : performerOf(type);
  return performer?.kind === 'act' && performer.statutory === true;
}

/** Property `besideFormal` of the process: `remind` sends reminders whatever became of other invoices of the debtor. */
function isSoft({ type, headers, properties }: Act): boolean {
  const performer = type === null ? null : performerOf(type);
  const { template = 'reminder' } = headers;
  const soft = performer?.kind === 'act' && performer.soft === true && template === 'reminder';
  return soft && properties['besideFormal'] !== 'remind';
}
