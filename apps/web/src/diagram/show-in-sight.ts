import type NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import type { Progress } from './show-progress.ts';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
interface Canvas {
  viewbox(): Box & { readonly scale: number };
  viewbox(box: Box): void;
}
interface Registry {
  get(id: string): Box | undefined;
}

/** Texts of a diagram can be read from this scale on. */
const READABLE = 0.62;
const COMFORTABLE = 0.78;

/** Moves the view so that what is going on can be read; a view that shows it already stays as it is. */
export function showInSight(viewer: NavigatedViewer, { tokens, incidents }: Progress): void {
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
    x: target.x + target.width / 2 - width / 2,
    y: target.y + target.height / 2 - height / 2,
    width,
    height,
  });
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
