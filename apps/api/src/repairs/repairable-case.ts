import type { Repairable } from '@krok/contracts/schemas';
import { iso } from '../case-view/case-position.ts';
import { byTurns } from '../case-view/few-of-each.ts';
import { isTaken, type StandingCase } from './standing-case.ts';

interface PageQuery {
  /** From 1. */
  readonly page: number;
  readonly size: number;
}

/**
 * What a person can take hold of in a case as it stands, a page of it: what is stopped first, then the first of each
 * element, then the second of each, so that a thousand runs of one activity do not hide the others.
 */
export function repairableCase(standing: StandingCase, { page, size }: PageQuery): Repairable {
  const { linked, state, head } = standing;
  const { elements, flows } = linked.executable;
  const named = (element: number) => ({
    elementId: elements[element]?.id ?? '',
    elementName: elements[element]?.name ?? null,
  });
  const active = state.status === 'active';
  const living = active ? Object.entries(state.instances) : [];
  const instances = living.flatMap(([instance, { element, scope, incident, children = 0 }]) => {
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
  });
  const stopped = instances.filter(({ incidentId }) => incidentId !== null);
  const going = instances.filter(({ incidentId }) => incidentId === null);
  const waiting = living.flatMap(([scope, { waiting: tokens = {} }]) =>
    Object.entries(tokens).map(([flow, count]) => {
      const target = linked.flows[Number(flow)]?.target.index ?? -1;
      return { scope, flowId: flows[Number(flow)]?.id ?? '', ...named(target), count };
    }),
  );
  const timers = (active ? Object.entries(state.timers) : [])
    .toSorted(([, left], [, right]) => left.due - right.due)
    .map(([timer, { element, due, cycle }]) => ({
      timer,
      ...named(element),
      due: iso(due),
      repeats: cycle !== undefined,
    }));
  const turns = <T extends { readonly elementId: string }>(all: readonly T[]): T[] =>
    byTurns(all, ({ elementId }) => elementId).map(({ one }) => one);
  const pageOf = <T>(all: readonly T[]): T[] => all.slice((page - 1) * size, page * size);
  return {
    page,
    size,
    totals: { instances: instances.length, waiting: waiting.length, timers: timers.length },
    head,
    status: state.status,
    suspended: state.suspended === true,
    instances: pageOf([...turns(stopped), ...turns(going)]),
    waiting: pageOf(turns(waiting)),
    timers: pageOf(turns(timers)),
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
