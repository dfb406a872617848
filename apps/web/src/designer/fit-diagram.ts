import { type Injector, service } from './services.ts';

/** The whole diagram in the middle; a small one is not blown up, any keeps some air around it. */
export function fitDiagram(of: Injector): void {
  const canvas = service(of, 'canvas');
  const { inner, outer } = canvas.viewbox();
  if (inner.width === 0 || outer.width === 0) return;
  const scale = Math.min(1.1, (0.95 * outer.width) / inner.width, (0.95 * outer.height) / inner.height);
  const [width, height] = [outer.width / scale, outer.height / scale];
  canvas.viewbox({
    x: inner.x + (inner.width - width) / 2,
    y: inner.y + (inner.height - height) / 2,
    width,
    height,
  });
}

/** The first look: all of it where that can be read, else its beginning, with the map beside it. */
export function showBeginning(of: Injector): void {
  fitDiagram(of);
  const canvas = service(of, 'canvas');
  const nodes = service(of, 'elementRegistry').filter(
    ({ businessObject, labelTarget }) => !labelTarget && businessObject.$instanceOf('bpmn:FlowNode'),
  );
  const start = nodes.find(({ type }) => type === 'bpmn:StartEvent');
  // The first step is one click away.
  if (start && nodes.length === 1) service(of, 'selection').select(start);
  if (canvas.zoom() >= 0.5 || !start) return;
  canvas.zoom(0.75);
  const { width, height } = canvas.viewbox();
  canvas.viewbox({ x: start.x - 60, y: start.y - height / 3, width, height });
  service(of, 'minimap').open();
}

export function zoomBy(of: Injector, factor: number): void {
  const canvas = service(of, 'canvas');
  canvas.zoom(Math.min(4, Math.max(0.2, canvas.zoom() * factor)), 'auto');
}

/** Selects an element and brings it into sight. */
export function showElement(of: Injector, id: string): boolean {
  const element = service(of, 'elementRegistry').get(id);
  if (element === undefined) return false;
  const canvas = service(of, 'canvas');
  if (canvas.zoom() < 0.6) canvas.zoom(0.8);
  canvas.scrollToElement(element, 120);
  if (element !== canvas.getRootElement()) service(of, 'selection').select(element);
  return true;
}

/** Brings an element into sight and leaves the selection alone. */
export function showInView(of: Injector, id: string): void {
  const element = service(of, 'elementRegistry').get(id);
  if (element !== undefined) service(of, 'canvas').scrollToElement(element, 120);
}
