import type { ExecutableDecisions } from '@krok/dmn/executable';
import type { ExpressionTree } from '@krok/feel';

/**
 * An executable process: plain JSON, made once at deployment by `compile`, stored by the SHA-256 of its canonical JSON
 * (RFC 8785) and never recompiled while cases run on it. Elements and flows are addressed by dense indexes;
 * `elements[0]` is the process itself.
 */
export interface ExecutableProcess {
  readonly formatVersion: 1;
  readonly processId: string;
  readonly name?: string;
  readonly versionTag?: string;
  /** `zeebe:property` entries of the process: subject, start rule, join rule. */
  readonly properties: Readonly<Record<string, string>>;
  readonly elements: readonly ExecutableElement[];
  readonly flows: readonly ExecutableFlow[];
  /** What its decision tasks evaluate, bound when the process was published. */
  readonly decisions?: readonly ExecutableDecisions[];
}

/** FEEL (`=...`, parsed) or static text, wherever Camunda 8 allows both. */
export type Expression =
  | { readonly kind: 'static'; readonly text: string }
  | { readonly kind: 'feel'; readonly tree: ExpressionTree };

export interface ExecutableFlow {
  readonly index: number;
  readonly id: string;
  readonly name?: string;
  readonly source: number;
  readonly target: number;
  readonly condition?: Expression;
}

/** What every element has. Behaviour that is shared between elements hangs on these properties, never on `type`. */
export interface ElementBase {
  readonly index: number;
  readonly id: string;
  readonly name?: string;
  /** Enclosing scope's index; -1 for the process. */
  readonly scope: number;
  readonly incoming: readonly number[];
  readonly outgoing: readonly number[];
  /** Flow taken when no condition holds (`default` attribute). */
  readonly defaultFlow?: number;
  readonly inputs?: readonly Mapping[];
  readonly outputs?: readonly Mapping[];
  /** Boundary events attached to this activity. */
  readonly boundaries?: readonly number[];
  readonly loop?: LoopCharacteristics;
  /** Not reached by tokens: runs only when compensation is thrown (BPMN 2.0 §13.5.5). */
  readonly isForCompensation?: true;
  /** The compensation handler bound to this activity by its boundary event and association. */
  readonly compensationHandler?: number;
  readonly executionListeners?: readonly ExecutionListener[];
  /** Tokens that must arrive before the activity starts, and that leave on each flow (BPMN 2.0 §10.3). */
  readonly startQuantity?: number;
  readonly completionQuantity?: number;
  /** Lane names from outside in. */
  readonly lanes?: readonly string[];
}

export interface Mapping {
  readonly source: Expression;
  /** Path of the target variable: `a.b` is `['a','b']`. */
  readonly target: readonly string[];
}

export interface ExecutionListener {
  readonly on: 'start' | 'end';
  readonly job: JobDefinition;
}

/** A job before a transition of a user task takes place. */
export interface TaskListener {
  readonly on: 'creating' | 'assigning' | 'updating' | 'completing' | 'canceling';
  readonly job: JobDefinition;
}

export interface JobDefinition {
  readonly type: Expression;
  /** Default 3. */
  readonly retries: Expression;
  readonly headers: Readonly<Record<string, string>>;
}

export type LoopCharacteristics =
  | {
      readonly kind: 'multiInstance';
      readonly sequential: boolean;
      readonly inputCollection: Expression;
      readonly inputElement?: string;
      readonly outputCollection?: string;
      readonly outputElement?: Expression;
      /** The variable that `outputElement` names, by itself or as the root of a path: each run has its own, null at first. */
      readonly outputVariable?: string;
      readonly completionCondition?: Expression;
      /** Events thrown as instances complete; absent for the usual behavior `All` (BPMN 2.0 §10.3.8). */
      readonly events?: readonly LoopEvent[];
    }
  | {
      readonly kind: 'standardLoop';
      readonly testBefore: boolean;
      readonly maximum?: Expression;
      readonly condition?: Expression;
    };

/** Thrown to the boundary of the multi-instance activity when its first, each, or a matching instance completes. */
export type LoopEvent =
  | { readonly when: 'first' | 'each'; readonly trigger: EventTrigger }
  | { readonly when: 'condition'; readonly condition: Expression; readonly trigger: EventTrigger };

export type TimerDefinition =
  | { readonly kind: 'date'; readonly value: Expression }
  | { readonly kind: 'duration'; readonly value: Expression }
  | { readonly kind: 'cycle'; readonly value: Expression };

/** Which changes have a condition evaluated: of these variables in the place of those that it reads, and only their creation or update. */
export interface ConditionFilter {
  readonly names?: readonly string[];
  readonly on?: 'create' | 'update';
}

/** One trigger. `multiple` and `parallelMultiple` hold several, which are never themselves multiple. */
export type EventTrigger =
  | { readonly kind: 'none' }
  | { readonly kind: 'message'; readonly name: Expression; readonly correlationKey?: Expression }
  | { readonly kind: 'timer'; readonly timer: TimerDefinition }
  | { readonly kind: 'signal'; readonly name: Expression }
  | { readonly kind: 'error'; readonly code?: Expression; readonly codeVariable?: string }
  | { readonly kind: 'escalation'; readonly code?: Expression; readonly codeVariable?: string }
  | { readonly kind: 'conditional'; readonly condition: Expression; readonly filter?: ConditionFilter }
  | { readonly kind: 'compensation'; readonly activity?: number; readonly waitForCompletion: boolean }
  | { readonly kind: 'link'; readonly target?: number }
  | { readonly kind: 'terminate' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'multiple'; readonly triggers: readonly EventTrigger[] }
  | { readonly kind: 'parallelMultiple'; readonly triggers: readonly EventTrigger[] };

/** What a scope holds, by index. */
export interface ScopeContent {
  readonly children: readonly number[];
  /** Start events of this scope (of a process: none, message, timer, signal, conditional). */
  readonly startEvents: readonly number[];
  readonly eventSubProcesses: readonly number[];
}

export interface ProcessElement extends ElementBase, ScopeContent {
  readonly type: 'process';
}
export interface SubProcessElement extends ElementBase, ScopeContent {
  readonly type: 'subProcess' | 'transaction';
}
export interface EventSubProcessElement extends ElementBase, ScopeContent {
  readonly type: 'eventSubProcess';
  /** Its one start event. */
  readonly start: number;
  readonly interrupting: boolean;
}
export interface AdHocSubProcessElement extends ElementBase, ScopeContent {
  readonly type: 'adHocSubProcess';
  /** A worker chooses the activities and the end (Camunda 8.8). */
  readonly job?: JobDefinition;
  readonly activeElements?: Expression;
  readonly completionCondition?: Expression;
  /** Results of the activities that end its flows, in the order of their completion. */
  readonly output?: { readonly collection: string; readonly element: Expression };
  readonly cancelRemaining: boolean;
  readonly sequential: boolean;
}
export interface StartEventElement extends ElementBase {
  readonly type: 'startEvent';
  readonly trigger: EventTrigger;
  /** Of an event sub-process: whether it interrupts its enclosing scope. */
  readonly interrupting: boolean;
}
export interface EndEventElement extends ElementBase {
  readonly type: 'endEvent';
  readonly trigger: EventTrigger;
  /** A message end event is a job of this definition. */
  readonly job?: JobDefinition;
}
export interface IntermediateThrowElement extends ElementBase {
  readonly type: 'intermediateThrowEvent';
  readonly trigger: EventTrigger;
  readonly job?: JobDefinition;
}
export interface IntermediateCatchElement extends ElementBase {
  readonly type: 'intermediateCatchEvent';
  readonly trigger: EventTrigger;
}
export interface BoundaryEventElement extends ElementBase {
  readonly type: 'boundaryEvent';
  readonly trigger: EventTrigger;
  readonly attachedTo: number;
  readonly interrupting: boolean;
}
export interface JobTaskElement extends ElementBase {
  readonly type: 'serviceTask' | 'sendTask' | 'businessRuleTask' | 'scriptTask';
  readonly job: JobDefinition;
}
export interface ScriptTaskElement extends ElementBase {
  readonly type: 'feelScriptTask';
  readonly expression: Expression;
  readonly resultVariable: string;
}
export interface DecisionTaskElement extends ElementBase {
  readonly type: 'decisionTask';
  readonly decisionId: Expression;
  readonly resultVariable: string;
  readonly bindingType: 'latest' | 'deployment' | 'versionTag';
  readonly versionTag?: string;
}
export interface UserTaskElement extends ElementBase {
  readonly type: 'userTask';
  readonly taskListeners?: readonly TaskListener[];
  readonly assignee?: Expression;
  /** Text lists are split by comma at compile time only when static; FEEL must give a list of strings. */
  readonly candidateGroups?: Expression;
  readonly candidateUsers?: Expression;
  readonly dueDate?: Expression;
  readonly followUpDate?: Expression;
  /** 0 to 100, default 50. */
  readonly priority?: Expression;
  readonly form?: {
    readonly formId?: string;
    readonly formKey?: string;
    readonly externalReference?: string;
    /** With `formId` only. */
    readonly bindingType?: 'latest' | 'deployment' | 'versionTag';
    readonly versionTag?: string;
  };
  readonly headers: Readonly<Record<string, string>>;
}
export interface ReceiveTaskElement extends ElementBase {
  readonly type: 'receiveTask';
  readonly trigger: EventTrigger;
  /** A receive task without incoming flow that starts the process (BPMN 2.0 §10.3.3). */
  readonly instantiate: boolean;
}
export interface PassThroughTaskElement extends ElementBase {
  readonly type: 'task' | 'manualTask';
}
export interface CallActivityElement extends ElementBase {
  readonly type: 'callActivity';
  readonly calledProcess: Expression;
  readonly bindingType: 'latest' | 'deployment' | 'versionTag';
  readonly versionTag?: string;
  readonly propagateAllParentVariables: boolean;
  readonly propagateAllChildVariables: boolean;
}
export interface GatewayElement extends ElementBase {
  readonly type: 'exclusiveGateway' | 'parallelGateway' | 'inclusiveGateway';
}
export interface EventBasedGatewayElement extends ElementBase {
  readonly type: 'eventBasedGateway';
  readonly instantiate: boolean;
  /** One that starts instances waits for all its events, and not for the first (BPMN 2.0 §10.6.6). */
  readonly parallel?: true;
  /** Catch events or receive tasks behind its flows. */
  readonly targets: readonly number[];
}
export interface ComplexGatewayElement extends ElementBase {
  readonly type: 'complexGateway';
  readonly activationCondition?: Expression;
}

export type ExecutableElement =
  | ProcessElement
  | SubProcessElement
  | EventSubProcessElement
  | AdHocSubProcessElement
  | StartEventElement
  | EndEventElement
  | IntermediateThrowElement
  | IntermediateCatchElement
  | BoundaryEventElement
  | JobTaskElement
  | ScriptTaskElement
  | DecisionTaskElement
  | UserTaskElement
  | ReceiveTaskElement
  | PassThroughTaskElement
  | CallActivityElement
  | GatewayElement
  | EventBasedGatewayElement
  | ComplexGatewayElement;

export type ElementType = ExecutableElement['type'];
/** The element of a type, also where one interface covers several types. */
export type ElementOf<T extends ElementType> = ExecutableElement extends infer E
  ? E extends { readonly type: infer U }
    ? T extends U
      ? E
      : never
    : never
  : never;
