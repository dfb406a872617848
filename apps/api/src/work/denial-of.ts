import type { WorkDetail } from '@krok/contracts/schemas';
import type { BundleWithActs, StepRecord, Store } from '@krok/store';
import { iso } from '../case-view/case-position.ts';
import type { ExecutableCache } from '../case-view/executable-cache.ts';
import { readSteps } from '../case-view/read-steps.ts';

type Heard = Pick<WorkDetail, 'denied' | 'mayBeDenied'>;

/** Whether a listener of the task may refuse what a person did with it, and what it said where it has. */
export async function denialOf(store: Store, executables: ExecutableCache, { acts }: BundleWithActs): Promise<Heard> {
  const [act] = acts;
  if (act === undefined || act.source.kind !== 'userTask') return { denied: null, mayBeDenied: false };
  const element = (await executables.linked(act.executableHash)).executable.elements[act.element];
  const listeners = element?.type === 'userTask' ? (element.taskListeners ?? []) : [];
  const mayBeDenied = listeners.some(({ on }) => on === 'completing');
  if (!mayBeDenied && !listeners.some(({ on }) => on === 'assigning')) return { denied: null, mayBeDenied };
  const [steps, actors] = await Promise.all([readSteps(store, act.caseId), store.overview.actors(act.caseId)]);
  const found = deniedAt(steps, act.source.id);
  if (found === null) return { denied: null, mayBeDenied };
  const { step, on, reason, entered } = found;
  const denied = {
    on,
    at: iso(step.env.now),
    reason,
    by: actors.get(step.commandId)?.name ?? null,
    entered: entered && { ...entered.variables },
    note: (entered && actors.get(entered.commandId)?.note) ?? null,
  };
  return { denied, mayBeDenied };
}

/** A task that was denied is offered anew in the same step. */
function deniedAt(steps: readonly StepRecord[], userTask: string) {
  const index = steps.findLastIndex(({ events }) =>
    events.some((event) => isOffer(event) && event.userTask === userTask),
  );
  const step = steps[index];
  const instance = step?.events.filter(isOffer).find((event) => event.userTask === userTask)?.instance;
  const denial = step?.events
    .filter((event) => event.kind === 'userTaskDenied')
    .findLast((event) => event.instance === instance);
  if (step === undefined || denial === undefined || denial.on === 'updating') return null;
  const { on, reason } = denial;
  if (on === 'assigning') return { step, on, reason, entered: null };
  const before = steps.slice(0, index);
  const offers = new Set(
    before.flatMap(({ events }) =>
      events.filter(isOffer).flatMap((one) => (one.instance === instance ? one.userTask : [])),
    ),
  );
  const completion = before.findLast(
    ({ command }) => command.kind === 'completeUserTask' && offers.has(command.userTask),
  );
  const entered =
    completion?.command.kind === 'completeUserTask'
      ? { commandId: completion.commandId, variables: completion.command.variables }
      : null;
  return { step, on, reason, entered };
}

type Event = StepRecord['events'][number];

function isOffer(event: Event): event is Extract<Event, { readonly kind: 'userTaskCreated' }> {
  return event.kind === 'userTaskCreated';
}
