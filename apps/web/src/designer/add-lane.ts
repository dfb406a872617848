import { fitDiagram } from './fit-diagram.ts';
import { extensionOf, removeExtension, textOf } from './moddle.ts';
import { type Box, type DiagramElement, type Injector, service } from './services.ts';

/**
 * Draws a lane for the first of these names that no lane has yet, below the others. The first click puts the whole
 * drawing into a pool of two lanes; answers the new lane.
 */
export function addLane(of: Injector, names: readonly string[], at?: DiagramElement): DiagramElement | null {
  const modeling = service(of, 'modeling');
  const pool = poolOf(at) ?? firstPool(of) ?? surround(of);
  const taken = lanesIn(pool).map(nameOf);
  const [next = '', after = ''] = names.filter((name) => !taken.includes(name));
  if (taken.length === 0) {
    giveToLanes(of);
    modeling.splitLane(pool, 2);
    const [upper, lower] = lanesIn(pool);
    if (upper) modeling.updateProperties(upper, { name: next });
    if (lower) modeling.updateProperties(lower, { name: after });
    fitDiagram(of);
    return lower ?? null;
  }
  const made = modeling.addLane(lanesIn(pool).at(-1) ?? pool, 'bottom');
  modeling.updateProperties(made, { name: next });
  return made;
}

/** Whom a task is for that its author has not given to anybody; where lanes say it, nobody. */
export const ANYBODY = 'collector, manager';

export function hasLanes(of: Injector): boolean {
  return service(of, 'elementRegistry').filter(({ type }) => type === 'bpmn:Lane').length > 0;
}

/** The innermost lane whose frame holds an element's middle. */
export function laneAround(of: Injector, { x, y, width, height }: DiagramElement): DiagramElement | undefined {
  const [atX, atY] = [x + width / 2, y + height / 2];
  return service(of, 'elementRegistry')
    .filter(
      (each) =>
        each.type === 'bpmn:Lane' &&
        atX > each.x &&
        atX < each.x + each.width &&
        atY > each.y &&
        atY < each.y + each.height,
    )
    .toSorted((one, other) => one.width * one.height - other.width * other.height)[0];
}

function poolOf(element: DiagramElement | undefined): DiagramElement | undefined {
  for (let each = element; each; each = each.parent) if (each.type === 'bpmn:Participant') return each;
  return undefined;
}

function firstPool(of: Injector): DiagramElement | undefined {
  return service(of, 'canvas')
    .getRootElement()
    .children?.find(({ type }) => type === 'bpmn:Participant');
}

/** A pool around all that is drawn, with air for the next steps. */
function surround(of: Injector): DiagramElement {
  const root = service(of, 'canvas').getRootElement();
  const drawn: readonly Box[] = (root.children ?? []).filter((each) => each.waypoints === undefined);
  const left = Math.min(...drawn.map(({ x }) => x)) - 80;
  const top = Math.min(...drawn.map(({ y }) => y)) - 60;
  const right = Math.max(left + 600, ...drawn.map(({ x, width }) => x + width + 50));
  const middle = Math.max(top + 180, ...drawn.map(({ y, height }) => y + height + 60));
  const shape = service(of, 'elementFactory').createShape({ type: 'bpmn:Participant' });
  // As much again below for the second lane: what is drawn stands in the first.
  const [width, height] = [right - left, (middle - top) * 2];
  Object.assign(shape, { width, height });
  const name = root.businessObject.get('name');
  const pool = service(of, 'modeling').createShape(shape, { x: left + width / 2, y: top + height / 2 }, root);
  if (typeof name === 'string') service(of, 'modeling').updateProperties(pool, { name });
  return pool;
}

function giveToLanes(of: Injector): void {
  const type = 'zeebe:AssignmentDefinition';
  for (const task of service(of, 'elementRegistry').filter((each) => each.type === 'bpmn:UserTask')) {
    const groups = textOf(extensionOf(task.businessObject, type), 'candidateGroups');
    if (groups === ANYBODY) removeExtension(of, task, type);
  }
}

function lanesIn(pool: DiagramElement): readonly DiagramElement[] {
  return (pool.children ?? []).filter(({ type }) => type === 'bpmn:Lane').toSorted((one, other) => one.y - other.y);
}

function nameOf({ businessObject }: DiagramElement): string {
  return textOf(businessObject, 'name');
}
