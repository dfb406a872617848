import type { TimelineEntry } from '@krok/contracts/schemas';
import type { Variables } from '@krok/engine';
import type { ActRecord } from '@krok/store';
import { iso } from '../case-position.ts';
import { isPersonal } from '../case-waits.ts';
import { titleOf } from './act-title.ts';

type ActEntry = Extract<TimelineEntry, { kind: 'act' }>;

/** How a case is named to people, and its drawing's names. */
export interface NamedCase {
  readonly key: string | null;
  readonly elementName: (element: number) => string | null;
  /** What a command of its log said. */
  readonly said: (commandId: string) => Variables;
  /** Grosze that a bundle of the register or the court was about. */
  readonly amounts: ReadonlyMap<string, number>;
}

export function actEntry(act: ActRecord, { key, elementName, said, amounts }: NamedCase): ActEntry {
  const { bundle, effect, told, channel } = act;
  const variables = told ? said(told.commandId) : {};
  const state = stateOf(act);
  return {
    kind: 'act',
    id: act.id,
    at: iso(momentOf(act, state)),
    caseId: act.caseId,
    caseKey: key,
    channel,
    actKind: act.kind,
    title: titleOf(act, elementName),
    type: act.type,
    state,
    reason: state === 'unknown' ? (effect?.error ?? null) : (act.reason ?? textOf(variables[`${channel}Reason`])),
    planAt: act.planAt === null ? null : iso(act.planAt),
    by: (state === 'done' ? bundle?.doneBy : bundle?.claimedBy) ?? effect?.reconciledBy ?? null,
    groups: [...(bundle?.candidateGroups ?? [])],
    dueAt: bundle?.dueDate ?? null,
    note: act.note,
    outcome: textOf(variables['outcome']),
    promisedOn: textOf(variables['promiseDate']),
    approval:
      channel === 'approval' && typeof variables['approved'] === 'boolean'
        ? { approved: variables['approved'], amount: numberOf(variables['approvedAmount']) }
        : null,
    amount: (bundle && amounts.get(bundle.id)) ?? null,
    joined: bundle?.cases ?? 1,
    // Of what was never attempted there is no text.
    effectId: effect && effect.status !== 'intent' ? effect.id : null,
    reference: effect?.reference ?? null,
    bundleId: bundle?.id ?? null,
  };
}

function stateOf({ state, channel, bundle, effect }: ActRecord): ActEntry['state'] {
  if (state === 'notNeeded') return 'notSent';
  if (state === 'refused') return 'refused';
  if (isPersonal(channel)) return state === 'done' ? 'done' : bundle === null ? 'waiting' : 'open';
  if (state === 'done') return 'sent';
  if (effect?.status === 'unknown') return 'unknown';
  return effect?.status === 'attempting' ? 'sending' : 'waiting';
}

function momentOf(act: ActRecord, state: ActEntry['state']): number {
  const { bundle, effect, told, dueAt } = act;
  switch (state) {
    case 'sent':
    case 'unknown':
    case 'sending':
      return effect?.asOf ?? bundle?.doneAt ?? dueAt;
    case 'done':
      return bundle?.doneAt ?? told?.at ?? dueAt;
    case 'notSent':
    case 'refused':
      return told?.at ?? dueAt;
    default:
      return dueAt;
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) ? value : null;
}
