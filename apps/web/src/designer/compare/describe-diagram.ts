import { childOf, childrenOf, isModdle, textOf } from '../moddle.ts';
import type { ModdleElement } from '../services.ts';

/** An element of a diagram as plain text: what it says, by a stable key, and where it is drawn. */
export interface DescribedElement {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  /** What people call it: its name, a flow without one by its ends, else the id. */
  readonly label: string;
  readonly values: ReadonlyMap<string, string>;
  readonly drawn: string;
}

/** Every element and flow of a file by id. Messages, signals and errors are told where they are used. */
export function describeDiagram(definitions: ModdleElement): ReadonlyMap<string, DescribedElement> {
  const drawn = drawnAt(definitions);
  const found = new Map<string, DescribedElement>();
  const visit = (element: ModdleElement): void => {
    const id = textOf(element, 'id');
    found.set(id, {
      id,
      type: element.$type,
      name: textOf(element, 'name'),
      label: labelOf(element),
      values: valuesOf(element),
      drawn: drawn.get(id) ?? '',
    });
    for (const property of ['flowElements', 'artifacts', 'participants', 'messageFlows']) {
      if (has(element, property)) childrenOf(element, property).forEach(visit);
    }
  };
  for (const root of childrenOf(definitions, 'rootElements')) {
    if (root.$type === 'bpmn:Process' || root.$type === 'bpmn:Collaboration') visit(root);
  }
  return found;
}

function labelOf(element: ModdleElement): string {
  const name = textOf(element, 'name');
  if (name !== '' || !element.$instanceOf('bpmn:SequenceFlow')) return name || textOf(element, 'id');
  const ends = ['sourceRef', 'targetRef'].map((end) => childOf(element, end));
  return ends.map((end) => textOf(end, 'name') || textOf(end, 'id')).join(' → ');
}

interface Descriptor {
  readonly properties: readonly {
    readonly name: string;
    readonly isReference?: boolean;
    readonly isMany?: boolean;
  }[];
}

/** Beside the id of a step that is referred to: its name, which is no change of who refers to it. */
export const labelSuffix = '#label';

const structure = new Set([
  'flowElements',
  'artifacts',
  'participants',
  'messageFlows',
  'incoming',
  'outgoing',
  'di',
  'id',
  'laneSets',
  'processRef',
  'extensionDefinitions',
]);
/** What tells one of several extensions of a kind from another. */
const keys = ['key', 'name', 'target', 'eventType'];

function valuesOf(element: ModdleElement): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  collect(element, '', values);
  return values;
}

function collect(element: ModdleElement, prefix: string, values: Map<string, string>): void {
  for (const { name, isReference } of descriptorOf(element).properties) {
    const local = name.replace(/^\w+:/, '');
    if (structure.has(local) || !Object.hasOwn(element, local)) continue;
    const value: unknown = element.get(name);
    const path = prefix === '' ? local : `${prefix}.${local}`;
    if (Array.isArray(value)) value.forEach((each, index) => add(each, index, path, isReference === true, values));
    else add(value, null, path, isReference === true, values);
  }
}

function add(
  value: unknown,
  index: number | null,
  path: string,
  isReference: boolean,
  values: Map<string, string>,
): void {
  if (!isModdle(value)) {
    if (value !== undefined && value !== null && value !== '') values.set(path, String(value));
    return;
  }
  if (isReference) {
    // A step that was renamed is still the same step for the flows that lead to it.
    const named = !value.$instanceOf('bpmn:FlowElement') && textOf(value, 'name') !== '';
    values.set(path, textOf(value, named ? 'name' : 'id'));
    if (!named && textOf(value, 'name') !== '') values.set(`${path}${labelSuffix}`, textOf(value, 'name'));
    return;
  }
  const key = keys.map((name) => (has(value, name) ? textOf(value, name) : '')).find((text) => text !== '');
  const of = index === null ? path : `${path.replace(/\.?(values|extensionElements)$/, '')}`;
  const kind = value.$type.replace(/^\w+:/, '');
  const place = index === null ? of : [of, kind, key].filter((part) => part !== undefined && part !== '').join('.');
  collect(value, place, values);
}

function descriptorOf(element: ModdleElement): Descriptor {
  return '$descriptor' in element ? (element.$descriptor as Descriptor) : { properties: [] };
}

function has(element: ModdleElement, property: string): boolean {
  return descriptorOf(element).properties.some(({ name }) => name.replace(/^\w+:/, '') === property);
}

function drawnAt(definitions: ModdleElement): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const diagram of childrenOf(definitions, 'diagrams')) {
    const plane = diagram.get('plane');
    if (!isModdle(plane)) continue;
    for (const part of childrenOf(plane, 'planeElement')) {
      const of = part.get('bpmnElement');
      if (!isModdle(of)) continue;
      const bounds = part.get('bounds');
      const boxes = isModdle(bounds) ? [bounds] : has(part, 'waypoint') ? childrenOf(part, 'waypoint') : [];
      const text = boxes.map((box) => ['x', 'y', 'width', 'height'].map((name) => numberOf(box, name)).join(' '));
      found.set(textOf(of, 'id'), text.join(', '));
    }
  }
  return found;
}

function numberOf(element: ModdleElement, name: string): string {
  const value = has(element, name) ? element.get(name) : undefined;
  return typeof value === 'number' ? String(Math.round(value)) : '';
}
