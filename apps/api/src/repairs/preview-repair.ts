import type { RepairPreview } from '@krok/contracts/schemas';
import { type Command, type EngineEvent, type InstanceState, type Linked, recordOf, step } from '@krok/engine';
import type { StandingCase } from './standing-case.ts';

/** Runs the command on a copy: where the tokens would come to rest, and what would be taken back and begun. */
export function previewRepair({ linked, state, head, env }: StandingCase, command: Command): RepairPreview {
  const made = step(linked, state, command, env);
  const before = resting(linked, state);
  if (made.kind === 'rejected') {
    const status = state.status === 'new' ? 'active' : state.status;
    const nothing = { after: before, withdrawn: [], begun: [], incidents: [] };
    return { seen: head, refusal: made.rejection, before, status, ...nothing };
  }
  const { state: next, events } = made;
  return {
    seen: head,
    refusal: null,
    before,
    after: resting(linked, next),
    status: next.status === 'new' ? 'active' : next.status,
    withdrawn: places(
      linked,
      events.flatMap((event) => withdrawnBy(state, event)),
    ),
    begun: places(
      linked,
      events.flatMap((event) =>
        event.kind === 'jobCreated' || event.kind === 'userTaskCreated' ? [event.element] : [],
      ),
    ),
    incidents: events.flatMap((event) => {
      if (event.kind !== 'incidentRaised') return [];
      const { element, cause, message } = event;
      return [{ elementName: linked.executable.elements[element]?.name ?? null, cause, message }];
    }),
  };
}

/** Living elements that hold no others. */
function resting(linked: Linked, { status, instances }: InstanceState): RepairPreview['before'] {
  if (status !== 'active') return [];
  return places(
    linked,
    Object.values(instances).flatMap(({ element, scope, children = 0 }) =>
      scope === '' || children > 0 ? [] : [element],
    ),
  );
}

function withdrawnBy({ jobs, userTasks, instances }: InstanceState, event: EngineEvent): number[] {
  const instance =
    event.kind === 'jobCancelled'
      ? recordOf(jobs, event.job)?.instance
      : event.kind === 'userTaskCancelled'
        ? recordOf(userTasks, event.userTask)?.instance
        : undefined;
  const element = instance === undefined ? undefined : instances[instance]?.element;
  return element === undefined ? [] : [element];
}

function places(linked: Linked, elements: readonly number[]): RepairPreview['before'] {
  const counts = new Map<number, number>();
  for (const element of elements) counts.set(element, (counts.get(element) ?? 0) + 1);
  return [...counts].map(([element, count]) => {
    const { id = '', name = null } = linked.executable.elements[element] ?? {};
    return { elementId: id, elementName: name, count };
  });
}
