import type { CasePosition, OpenIncidentView } from '@krok/contracts/schemas';
import { type InstanceState, type Linked, tokens } from '@krok/engine';
import type { CaseTape } from './case-tapes.ts';
import { fewOfEach } from './few-of-each.ts';
import { folded } from './folded.ts';

/** Where a case stands after step `seq` of its log (default: the last one). */
export function casePosition({ tape }: Pick<CaseTape, 'tape'>, seq = tape.steps.length): CasePosition {
  const { linked, state, entered, taken, variables } = tape.at(tape.after(seq));
  const { elements, flows } = linked.executable;
  const last = tape.steps[seq - 1];
  const idOf = (element: number): string => elements[element]?.id ?? '';
  const incidents = openIncidents(linked, state);
  const timers = folded(
    Object.values(state.timers)
      .map(({ element, due }) => ({ elementId: idOf(element), due: iso(due) }))
      .toSorted((left, right) => (left.due < right.due ? -1 : 1)),
  );
  const messages = folded(
    Object.values(state.subscriptions)
      .filter(({ kind }) => kind === 'message')
      .map(({ element, name, correlationKey }) => ({
        elementId: idOf(element),
        name,
        correlationKey: correlationKey ?? null,
      })),
  );
  const shown = {
    incidents: fewOfEach(incidents, ({ elementId }) => elementId),
    timers: fewOfEach(timers, ({ elementId }) => elementId),
    messages: fewOfEach(messages, ({ elementId }) => elementId),
  };
  return {
    seq,
    head: tape.steps.length,
    at: last ? iso(last.env.now) : null,
    status: state.status,
    tokens: tokenCounts(linked, state),
    taken: { elements: counted(entered, elements), flows: counted(taken, flows) },
    ...shown,
    left: {
      incidents: incidents.length - shown.incidents.length,
      timers: timers.length - shown.timers.length,
      messages: messages.length - shown.messages.length,
    },
    variables,
  };
}

/** What stands still in a case, oldest first. */
export function openIncidents({ executable: { elements } }: Linked, { incidents }: InstanceState): OpenIncidentView[] {
  return Object.entries(incidents).map(([incidentId, { element, cause, message }]) => ({
    incidentId,
    elementId: elements[element]?.id ?? '',
    elementName: elements[element]?.name ?? null,
    cause,
    message,
  }));
}

/** ISO text of an instant; one beyond the range of dates is shown as the farthest. */
export function iso(epochMs: number): string {
  return new Date(Math.min(Math.max(epochMs, -8.64e15), 8.64e15)).toISOString();
}

function tokenCounts(linked: Linked, state: InstanceState): CasePosition['tokens'] {
  const counts = new Map<string, number>();
  const processId = linked.executable.elements[0]?.id;
  for (const { element } of tokens(linked, state).elements) {
    if (element !== processId) counts.set(element, (counts.get(element) ?? 0) + 1);
  }
  return [...counts].map(([elementId, number]) => ({ elementId, count: number }));
}

function counted(counts: readonly number[], things: readonly { readonly id: string }[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const [index, { id }] of things.entries()) {
    const count = counts[index] ?? 0;
    if (count > 0) found[id] = count;
  }
  return found;
}
