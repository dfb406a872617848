import type { ExecutableProcess } from '@krok/bpmn/executable';
import type { Command, Effect, EngineEvent, InstanceState, Step, StepEnv, Variables } from './types/index.ts';

// Signatures first, so that the drivers can be written against them; bodies follow.
export const ENGINE_VERSION = 1;
export interface Linked {
  readonly executable: ExecutableProcess;
}
export type Move =
  | { readonly kind: 'enter'; readonly scope: string; readonly flow: number }
  | { readonly kind: 'join'; readonly scope: string; readonly element: number }
  | { readonly kind: 'activate'; readonly instance: string }
  | { readonly kind: 'complete'; readonly instance: string }
  | { readonly kind: 'checkCondition'; readonly subscription: string };
/** A start event of the process that a message, signal or timer triggers; names already evaluated. `due`: epoch ms. */
export type StartTrigger =
  | { readonly kind: 'message'; readonly startEvent: number; readonly elementId: string; readonly name: string }
  | { readonly kind: 'signal'; readonly startEvent: number; readonly elementId: string; readonly name: string }
  | { readonly kind: 'timer'; readonly startEvent: number; readonly elementId: string; readonly due: number; readonly repeat: number; readonly cycle?: string };
/** Where the instance stands, for a diagram. */
export interface TokenView {
  readonly elements: readonly { readonly element: string; readonly instance: string; readonly incident?: string }[];
  readonly flows: readonly { readonly flow: string; readonly count: number }[];
}
export declare function link(executable: ExecutableProcess): Linked;
export declare function initialState(): InstanceState;
export declare function step(linked: Linked, state: InstanceState, command: Command, env: StepEnv): Step;
export declare function moves(linked: Linked, state: InstanceState): readonly Move[];
export declare function fire(linked: Linked, state: InstanceState, move: Move, env: StepEnv): Step;
export declare function evolve(linked: Linked, state: InstanceState, event: EngineEvent): InstanceState;
export declare function evolveAll(linked: Linked, state: InstanceState, events: readonly EngineEvent[]): InstanceState;
export declare function earliestDue(state: InstanceState): number | null;
export declare function effectsOf(events: readonly EngineEvent[]): readonly Effect[];
export declare function variablesAt(state: InstanceState, instanceId: string): Variables;
export declare function tokens(linked: Linked, state: InstanceState): TokenView;
/** `env` gives the clock and zone for timer starts; a start whose name or time can't be evaluated is left out. */
export declare function startTriggers(linked: Linked, env: StepEnv): readonly StartTrigger[];
export declare function upcast(event: unknown): EngineEvent;
