import type { ModdleElement } from '../moddle/moddle-element.ts';

/** A file's processes as rules and compiler see them: scopes, nodes and flows linked both ways, references resolved. */
export interface Diagram {
  readonly definitions: ModdleElement;
  /** All processes of the file, executable or not. */
  readonly processes: readonly Scope[];
  readonly nodesById: ReadonlyMap<string, Node>;
  readonly flows: readonly Flow[];
  readonly associations: readonly Association[];
  readonly messageFlows: readonly ModdleElement[];
  readonly participants: readonly ModdleElement[];
}

/** A process or an activity that holds flow elements. */
export interface Scope {
  readonly element: ModdleElement;
  readonly id: string | undefined;
  /** The activity that this scope is the inside of; absent for a process. */
  readonly owner?: Node;
  readonly executable: boolean;
  readonly nodes: Node[];
  readonly flows: Flow[];
}

export interface Node {
  readonly element: ModdleElement;
  readonly id: string | undefined;
  /** `startEvent`, `userTask`, ... */
  readonly type: string;
  readonly scope: Scope;
  /** What is inside, of a sub-process of any kind. */
  readonly content?: Scope;
  readonly incoming: Flow[];
  readonly outgoing: Flow[];
  /** Event definitions, own ones and those by reference. */
  readonly definitions: readonly ModdleElement[];
  readonly boundaries: Node[];
  readonly attachedTo?: Node;
}

export interface Flow {
  readonly element: ModdleElement;
  readonly id: string | undefined;
  readonly scope: Scope;
  readonly source?: Node;
  readonly target?: Node;
}

export interface Association {
  readonly element: ModdleElement;
  readonly source?: ModdleElement;
  readonly target?: ModdleElement;
}

/** Kind of an event definition: `message` of `bpmn:MessageEventDefinition`. */
export function definitionKind(definition: ModdleElement): string {
  return definition.$type
    .replace(/^bpmn:/, '')
    .replace(/EventDefinition$/, '')
    .toLowerCase()
    .replace('compensate', 'compensation');
}

export function definitionKinds(node: Node): readonly string[] {
  return node.definitions.map(definitionKind);
}
