import type { RepairAct } from '@krok/contracts/schemas';
import type { Activation, Command, Linked } from '@krok/engine';
import { ApiProblem } from '../errors.ts';
import { engineVariables } from '../http/engine-variables.ts';

/** The engine's command for what a person wants; elements and flows by their ids in the diagram. */
export function commandOf(linked: Linked, act: RepairAct, reason: string | undefined): Command {
  const why = reason === undefined ? {} : { reason };
  switch (act.kind) {
    case 'suspend':
      return { kind: 'suspend', reason: reason ?? '' };
    case 'resume':
      return { kind: 'resume', ...why };
    case 'skip':
      return { kind: 'skip', instance: act.instance, variables: engineVariables(act.variables), ...why };
    case 'timer':
      return { kind: 'changeTimer', timer: act.timer, due: Date.parse(act.due), ...why };
    case 'end':
      return { kind: 'cancel', reason: reason ?? '' };
    case 'move':
      return {
        kind: 'modify',
        reason: reason ?? '',
        activate: act.activate.map(({ elementId, scope, variables }, index): Activation => {
          const element = indexOf(linked.executable.elements, elementId, `/activate/${index}/elementId`);
          return {
            element,
            ...(scope !== undefined && { scope }),
            ...(Object.keys(variables).length > 0 && { variables: engineVariables(variables) }),
          };
        }),
        terminate: act.terminate,
        consume: act.consume.map(({ scope, flowId }, index) => ({
          scope,
          flow: indexOf(linked.executable.flows, flowId, `/consume/${index}/flowId`),
        })),
      };
  }
}

function indexOf(things: readonly { readonly id: string }[], id: string, pointer: string): number {
  const index = things.findIndex((one) => one.id === id);
  if (index >= 0) return index;
  const errors = [{ pointer, detail: `Expected the id of something in the diagram but nothing has the id "${id}"` }];
  throw new ApiProblem('invalid-input', { errors });
}
