import { type Box, type DiagramElement, type Injector, type Point, service } from './services.ts';

interface LabelUpdate {
  readonly element: DiagramElement;
  /** What was written before. */
  readonly oldLabel?: string;
}

interface Bus {
  on(event: string, listener: (event: { readonly context: LabelUpdate }) => void): void;
}

/** Puts the words of a flow beside its line, where they stand on nothing: the library centres them on a vertical one. */
class FlowLabels {
  static readonly $inject = ['eventBus', 'injector'];

  constructor(bus: Bus, of: Injector) {
    bus.on('commandStack.element.updateLabel.postExecuted', ({ context }) => {
      const { label, waypoints = [] } = context.element.labelTarget ?? context.element;
      if (!label || waypoints.length < 2) return;
      // Words that somebody has put elsewhere stay there, unless they have grown onto their line.
      const isOnLine = pieces(waypoints).some((piece) => overlap(label, boxOf(piece)));
      if (context.oldLabel && !isOnLine) return;
      const { x, y } = placeOf(label, waypoints, obstacles(of, label));
      const delta = { x: Math.round(x - label.x), y: Math.round(y - label.y) };
      if (delta.x !== 0 || delta.y !== 0) service(of, 'modeling').moveElements([label], delta);
    });
  }
}

export const flowLabelsModule: Record<string, unknown> = { __init__: ['flowLabels'], flowLabels: ['type', FlowLabels] };

/** Corner of a label of this size beside the line: on its longest pieces first, and nearest to their middles. */
export function placeOf(label: Box, waypoints: readonly Point[], others: readonly Box[]): Point {
  const found = pieces(waypoints).flatMap(([from, to]) => beside(label, from, to));
  const free = ({ x, y }: Point) => !others.some((each) => overlap({ ...label, x, y }, each));
  return found.find(free) ?? found[0] ?? label;
}

/** Pixels between words and line. */
const AIR = 5;

function pieces(waypoints: readonly Point[]): readonly (readonly [Point, Point])[] {
  return waypoints
    .slice(1)
    .map((to, index) => [waypoints[index] ?? to, to] as const)
    .toSorted((one, other) => lengthOf(other) - lengthOf(one));
}

function lengthOf([from, to]: readonly [Point, Point]): number {
  return Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
}

function beside({ width, height }: Box, from: Point, to: Point): Point[] {
  const upright = Math.abs(to.y - from.y) > Math.abs(to.x - from.x);
  return [0.5, 0.35, 0.65, 0.2, 0.8].flatMap((part) => {
    const [x, y] = [from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part];
    return upright
      ? [
          { x: x + AIR, y: y - height / 2 },
          { x: x - AIR - width, y: y - height / 2 },
        ]
      : [
          { x: x - width / 2, y: y - AIR - height },
          { x: x - width / 2, y: y + AIR },
        ];
  });
}

/** What stands in the drawing but frames: shapes, words, and the pieces of lines. */
function obstacles(of: Injector, own: DiagramElement): readonly Box[] {
  return service(of, 'elementRegistry')
    .filter((each) => each !== own && !(each.children && each.children.length > 0) && each.parent !== undefined)
    .filter(({ type }) => type !== 'bpmn:Lane' && type !== 'bpmn:Participant')
    .flatMap((each) => (each.waypoints ? pieces(each.waypoints).map(boxOf) : [each]));
}

function boxOf([from, to]: readonly [Point, Point]): Box {
  const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
  return { x, y, width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) };
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width + 1 &&
    one.x + one.width > other.x - 1 &&
    one.y < other.y + other.height + 1 &&
    one.y + one.height > other.y - 1
  );
}
