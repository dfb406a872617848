import type { WorkDetail } from '@krok/contracts/schemas';
import type { DefinitionOf, Linked } from '@krok/engine';
import type { CommandActor, StepRecord } from '@krok/store';
import { iso } from '../case-view/case-position.ts';

type PathStep = WorkDetail['paths'][number]['steps'][number];

/** The last elements that a case passed before it came to where it is, oldest first: those that a person gave a name. */
export function casePath(
  started: Linked,
  steps: readonly StepRecord[],
  actors: ReadonlyMap<string, CommandActor>,
  definitionOf?: DefinitionOf,
): PathStep[] {
  let { elements, flows } = started.executable;
  const passed: PathStep[] = [];
  const pass = (index: number, { command, commandId, env }: StepRecord) => {
    const element = elements[index];
    if (element?.name === undefined || isScaffold(element.type)) return;
    const actor = actors.get(commandId);
    passed.push({
      elementId: element.id,
      elementName: element.name,
      type: element.type,
      at: iso(env.now),
      by: command.kind,
      actor: actor?.name ?? null,
      note: actor?.note ?? null,
    });
  };
  for (const step of steps) {
    for (const event of step.events) {
      if (event.kind === 'instanceMigrated')
        ({ elements, flows } = (definitionOf?.(event.definition) ?? started).executable);
      if (event.kind === 'elementCompleted') pass(event.element, step);
      if (event.kind !== 'flowTaken') continue;
      // A boundary event is never an instance of its own: its token is first seen on its flow.
      const source = flows[event.flow]?.source;
      if (source !== undefined && elements[source]?.type === 'boundaryEvent') pass(source, step);
    }
  }
  return passed.slice(-MOST);
}

const MOST = 6;

/** What leads from step to step, and what only holds steps together. */
function isScaffold(type: string): boolean {
  return type === 'process' || type.endsWith('Gateway') || type.endsWith('ubProcess') || type === 'endEvent';
}
