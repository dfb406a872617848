import type { Repairable } from '@krok/contracts/schemas';
import { iso } from '../case-view/case-position.ts';
import { isTaken, type StandingCase } from './standing-case.ts';

/** All that a person can take hold of in a case as it stands. */
export function repairableCase(standing: StandingCase): Repairable {
  const { linked, state, head } = standing;
  const { elements, flows } = linked.executable;
  const named = (element: number) => ({
    elementId: elements[element]?.id ?? '',
    elementName: elements[element]?.name ?? null,
  });
  const active = state.status === 'active';
  const living = active ? Object.entries(state.instances) : [];
  return {
    head,
    status: state.status,
    suspended: state.suspended === true,
    instances: living.flatMap(([instance, { element, scope, incident, children = 0 }]) => {
      const type = elements[element]?.type ?? '';
      if (scope === '') return [];
      return [
        {
          instance,
          ...named(element),
          type,
          isScope: children > 0,
          incidentId: incident ?? null,
          skippable: !type.endsWith('Gateway'),
        },
      ];
    }),
    waiting: living.flatMap(([scope, { waiting = {} }]) =>
      Object.entries(waiting).map(([flow, count]) => {
        const target = linked.flows[Number(flow)]?.target.index ?? -1;
        return { scope, flowId: flows[Number(flow)]?.id ?? '', ...named(target), count };
      }),
    ),
    timers: (active ? Object.entries(state.timers) : [])
      .toSorted(([, left], [, right]) => left.due - right.due)
      .map(([timer, { element, due, cycle }]) => ({
        timer,
        ...named(element),
        due: iso(due),
        repeats: cycle !== undefined,
      })),
    targets: active
      ? targetsOf(standing).map((element) => ({ ...named(element), type: elements[element]?.type ?? '' }))
      : [],
  };
}

/** The engine itself says which: where it would take a new token. */
function targetsOf(standing: StandingCase): number[] {
  return standing.linked.executable.elements.flatMap((_, element) =>
    isTaken(standing, { kind: 'modify', reason: '', activate: [{ element }], terminate: [], consume: [] })
      ? [element]
      : [],
  );
}
