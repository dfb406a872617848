import type { Injector } from '../designer/services.ts';
import type { Progress } from './show-progress.ts';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
interface Canvas {
  /** `inner`: all that is drawn. */
  viewbox(): Box & { readonly scale: number; readonly inner: Box };
  viewbox(box: Box): void;
}
interface Registry {
  get(id: string): Box | undefined;
}

/** Texts of a diagram can be read from this scale on. */
const READABLE = 0.62;
const COMFORTABLE = 0.78;

/** Moves the view so that what is going on can be read; a view that shows it already stays as it is. */
export function showInSight(viewer: Injector, { tokens, incidents }: Progress): void {
  const canvas = viewer.get<Canvas>('canvas');
  const registry = viewer.get<Registry>('elementRegistry');
  const ids = incidents.length > 0 ? incidents : tokens;
  const boxes = ids.flatMap(({ elementId }) => {
    const found = registry.get(elementId);
    return found && found.width > 0 ? [found] : [];
  });
  // The innermost ones: a part that is under way says less than the step inside it.
  const target = around(boxes.filter((box) => !boxes.some((other) => other !== box && holds(box, other))));
  if (!target) return;
  const view = canvas.viewbox();
  if (view.scale >= READABLE && holds(view, target)) return;
  const frame = { width: view.width * view.scale, height: view.height * view.scale };
  const fitting = Math.min(frame.width / (target.width + 160), frame.height / (target.height + 120));
  const scale = Math.min(COMFORTABLE, Math.max(READABLE, fitting));
  const [width, height] = [frame.width / scale, frame.height / scale];
  canvas.viewbox({
    x: within(target.x + target.width / 2 - width / 2, width, view.inner.x, view.inner.width),
    y: within(target.y + target.height / 2 - height / 2, height, view.inner.y, view.inner.height),
    width,
    height,
  });
}

/** Pixels of the diagram around what is drawn. */
const AIR = 40;

/** Where a view begins so that it has no empty side while the other side of the drawing is cut off. */
function within(wanted: number, size: number, from: number, extent: number): number {
  if (extent + 2 * AIR <= size) return from + (extent - size) / 2;
  return Math.max(from - AIR, Math.min(wanted, from + extent + AIR - size));
}

function around(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}

function holds(outer: Box, inner: Box): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}
