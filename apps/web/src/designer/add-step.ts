import { type DiagramElement, type Injector, service } from './services.ts';

/**
 * Puts a new step behind an element. Between two steps, the flow is cut and what follows moves on; behind a decision
 * or at the end, a new flow is drawn.
 */
export function addStep(of: Injector, after: DiagramElement, step: DiagramElement): DiagramElement {
  const flow = after.type === 'bpmn:SequenceFlow' ? after : onlyFlow(after);
  const source = flow?.source;
  const target = flow?.target;
  const made =
    flow && source && target && canPass(step) ? insert(of, flow, source, target, step) : append(of, after, step);
  service(of, 'selection').select(made);
  return made;
}

/** Whether a step can follow this element. */
export function canFollow(element: DiagramElement | undefined): element is DiagramElement {
  if (!element) return false;
  if (element.type === 'bpmn:SequenceFlow') return true;
  const { businessObject } = element;
  const inside = businessObject.get('triggeredByEvent') === true;
  return businessObject.$instanceOf('bpmn:FlowNode') && element.type !== 'bpmn:EndEvent' && !inside;
}

function canPass({ type }: DiagramElement): boolean {
  return type !== 'bpmn:EndEvent' && type !== 'bpmn:StartEvent';
}

function onlyFlow(element: DiagramElement): DiagramElement | undefined {
  if (element.type.endsWith('Gateway')) return undefined;
  const flows = element.outgoing.filter(({ type }) => type === 'bpmn:SequenceFlow');
  return flows.length === 1 ? flows[0] : undefined;
}

function append(of: Injector, after: DiagramElement, step: DiagramElement): DiagramElement {
  const from = after.type === 'bpmn:SequenceFlow' ? (after.source ?? after) : after;
  if (from.host) return appendBelow(of, from, step);
  const made = service(of, 'autoPlace').append(from, step);
  const below = depthBelow(made, from);
  if (below > 0) service(of, 'modeling').moveElements([made], { x: 0, y: below });
  return made;
}

/**
 * Puts the first step of a deadline below its own step, a little to the right, so that the flow goes straight down and
 * turns: whatever stands there makes room downwards.
 */
function appendBelow(of: Injector, event: DiagramElement, step: DiagramElement): DiagramElement {
  const modeling = service(of, 'modeling');
  const below = event.y + event.height;
  const left = event.x + event.width / 2 + 60;
  const right = left + step.width + gap;
  const bottom = below + deadlineDrop + step.height;
  const level = event.host?.parent?.children ?? [];
  const standing = level.filter(
    (each) =>
      each.waypoints === undefined &&
      each.labelTarget !== event &&
      each !== event &&
      each !== event.host &&
      each.y >= below &&
      each.y < bottom + gap &&
      each.x < right &&
      each.x + each.width > event.x - labelRoom,
  );
  if (standing.length > 0) {
    const top = Math.min(...standing.map(({ y }) => y));
    const missing = bottom + gap * 2 - top;
    const { movingShapes, resizingShapes } = service(of, 'spaceTool').calculateAdjustments(
      neighbours(event.host ?? event, 'y'),
      'y',
      missing,
      top - 1,
    );
    modeling.createSpace(movingShapes, resizingShapes, { x: 0, y: missing }, 's', top - 1);
  }
  const at = { x: left + step.width / 2, y: below + deadlineDrop + step.height / 2 };
  const made = modeling.appendShape(event, step, at, event.host?.parent);
  const { label } = event;
  // The flow leaves where the label stood.
  if (label) {
    modeling.moveElements([label], { x: event.x - 6 - (label.x + label.width), y: below + 4 - label.y });
  }
  return made;
}

/** Pixels between a deadline and the step that follows it, and to its left for its label. */
const deadlineDrop = 34;
const labelRoom = 90;

/** How far a new step has to go down to stand on nothing that other ways have put there. */
function depthBelow(made: DiagramElement, from: DiagramElement): number {
  const others = (made.parent?.children ?? []).filter(
    (each) => each !== made && each !== from && each.waypoints === undefined && each.labelTarget !== made,
  );
  let down = 0;
  for (;;) {
    const top = made.y + down;
    const hit = others.find(
      ({ x, y, width, height }) =>
        x < made.x + made.width + gap &&
        x + width > made.x - gap &&
        y < top + made.height + gap &&
        y + height > top - gap,
    );
    if (!hit) return down;
    down = hit.y + hit.height + gap - made.y;
  }
}

/** Pixels between steps of different ways. */
const gap = 24;

function insert(
  of: Injector,
  flow: DiagramElement,
  source: DiagramElement,
  target: DiagramElement,
  step: DiagramElement,
): DiagramElement {
  const modeling = service(of, 'modeling');
  const end = source.x + source.width;
  const room = step.width + 100;
  const forward = target.x > end;
  const missing = room - (target.x - end);
  if (forward && missing > 0) {
    const { movingShapes, resizingShapes } = service(of, 'spaceTool').calculateAdjustments(
      neighbours(source),
      'x',
      missing,
      end + 1,
    );
    modeling.createSpace(movingShapes, resizingShapes, { x: missing, y: 0 }, 'e', end + 1);
  }
  const middle = middleOf(flow) ?? { x: end + room / 2, y: source.y + source.height / 2 };
  return modeling.createShape(step, middle, flow);
}

/** What has to make room beside or below an element: its own level, and what stands there of the frames around it. */
function neighbours(element: DiagramElement, axis: 'x' | 'y' = 'x'): DiagramElement[] {
  let frame = element.parent;
  const found = [...below(frame)];
  while (frame?.parent) {
    const { x, y, width, height } = frame;
    found.push(frame);
    for (const beside of frame.parent.children ?? []) {
      const overlaps =
        axis === 'x'
          ? beside.y < y + height && beside.y + beside.height > y
          : beside.x < x + width && beside.x + beside.width > x;
      const level = beside.waypoints !== undefined || overlaps;
      if (beside !== frame && level) found.push(beside, ...below(beside));
    }
    frame = frame.parent;
  }
  return found;
}

function below(frame: DiagramElement | undefined): DiagramElement[] {
  return (frame?.children ?? []).flatMap((child) => [child, ...below(child)]);
}

/** Middle of the longest piece of a flow. */
function middleOf({ waypoints = [] }: DiagramElement): { x: number; y: number } | undefined {
  let best: { x: number; y: number } | undefined;
  let longest = 0;
  for (const [index, from] of waypoints.entries()) {
    const to = waypoints[index + 1];
    if (!to) break;
    const length = Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
    if (length <= longest) continue;
    longest = length;
    best = { x: Math.round((from.x + to.x) / 2), y: Math.round((from.y + to.y) / 2) };
  }
  return best;
}
