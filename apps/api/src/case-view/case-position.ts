import type { CasePosition } from '@krok/contracts/schemas';
import {
  evolve,
  initialState,
  type InstanceState,
  type Linked,
  tokens,
  type Variables,
  variablesAt,
} from '@krok/engine';
import type { StepRecord } from '@krok/store';

/** Where a case stands after `steps`, folded from their events alone. `head`: number of steps in the whole log. */
export function casePosition(linked: Linked, steps: readonly StepRecord[], head: number): CasePosition {
  const { elements, flows } = linked.executable;
  const taken = { elements: new Map<string, number>(), flows: new Map<string, number>() };
  let state = initialState();
  let variables: Variables = {};
  for (const step of steps) {
    for (const event of step.events) {
      state = evolve(linked, state, event);
      if (event.kind === 'elementActivated') count(taken.elements, elements[event.element]?.id);
      if (event.kind === 'flowTaken') {
        const flow = flows[event.flow];
        const source = flow && elements[flow.source];
        count(taken.flows, flow?.id);
        // A boundary event is never an instance of its own: its token is first seen on its flow.
        if (source?.type === 'boundaryEvent') count(taken.elements, source.id);
      }
      if (event.kind === 'instanceCompleted') variables = event.variables;
    }
    if (state.instances[state.root]) variables = variablesAt(state, state.root);
  }
  const last = steps.at(-1);
  const idOf = (element: number): string => elements[element]?.id ?? '';
  return {
    seq: last?.seq ?? 0,
    head,
    at: last ? iso(last.env.now) : null,
    status: state.status,
    tokens: tokenCounts(linked, state),
    taken: { elements: Object.fromEntries(taken.elements), flows: Object.fromEntries(taken.flows) },
    incidents: Object.entries(state.incidents).map(([incidentId, { element, cause, message }]) => ({
      incidentId,
      elementId: idOf(element),
      elementName: elements[element]?.name ?? null,
      cause,
      message,
    })),
    timers: Object.values(state.timers)
      .map(({ element, due }) => ({ elementId: idOf(element), due: iso(due) }))
      .toSorted((left, right) => (left.due < right.due ? -1 : 1)),
    messages: Object.values(state.subscriptions)
      .filter(({ kind }) => kind === 'message')
      .map(({ element, name, correlationKey }) => ({
        elementId: idOf(element),
        name,
        correlationKey: correlationKey ?? null,
      })),
    variables,
  };
}

/** ISO text of an instant; one beyond the range of dates is shown as the farthest. */
export function iso(epochMs: number): string {
  return new Date(Math.min(Math.max(epochMs, -8.64e15), 8.64e15)).toISOString();
}

function tokenCounts(linked: Linked, state: InstanceState): CasePosition['tokens'] {
  const counts = new Map<string, number>();
  const processId = linked.executable.elements[0]?.id;
  for (const { element } of tokens(linked, state).elements) if (element !== processId) count(counts, element);
  return [...counts].map(([elementId, number]) => ({ elementId, count: number }));
}

function count(counts: Map<string, number>, id: string | undefined): void {
  if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
}
