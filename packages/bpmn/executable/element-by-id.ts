import type { ExecutableElement, ExecutableFlow, ExecutableProcess } from './types.ts';

/** The element with this id in the diagram; undefined where the process has none. Linear: look up once and keep the index. */
export function elementById(process: ExecutableProcess, id: string): ExecutableElement | undefined {
  return process.elements.find((element) => element.id === id);
}

/** The sequence flow with this id in the diagram; undefined where the process has none. */
export function flowById(process: ExecutableProcess, id: string): ExecutableFlow | undefined {
  return process.flows.find((flow) => flow.id === id);
}
