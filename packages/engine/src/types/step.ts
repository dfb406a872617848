import type { Expression } from '@krok/bpmn/executable';
import type { BusinessCalendar } from '@krok/calendar';
import type { FeelValue } from '@krok/feel/executable';
import type { Linked } from '../link.ts';
import type { Rejection } from './command.ts';
import type { Effect } from './effect.ts';
import type { EngineEvent } from './event.ts';
import type { Json } from './json.ts';
import type { InstanceState } from './state.ts';

/** What one command did: a new state (the old one is untouched), the events that made it, the effects that follow. */
export type Step =
  | {
      readonly kind: 'stepped';
      readonly state: InstanceState;
      readonly events: readonly EngineEvent[];
      readonly effects: readonly Effect[];
    }
  | { readonly kind: 'rejected'; readonly rejection: Rejection };

/** Everything from outside that a step depends on; stored with the step (`envRef`) so that replay is exact. */
export interface StepEnv {
  /** Epoch ms on the organisation's clock. */
  readonly now: number;
  /** IANA zone, for example Europe/Warsaw. */
  readonly zone: string;
  readonly calendar: BusinessCalendar;
  /** Semantics that a `start` begins under, the newest when absent; a started instance keeps its own. */
  readonly engineVersion?: number;
  /**
   * Names the case among all: what its random values come from. Kept by the case when it starts, where its definition draws any;
   * read then and at a migration only.
   */
  readonly seed?: string;
  /** Moves and expression steps a command may cost; 10,000 moves when absent. */
  readonly fuel?: number;
  /** Answers every FEEL expression in the place of its value: how a check of behaviour tries both sides of a condition. */
  readonly evaluate?: (question: Question) => FeelValue;
  /** The other versions of the process that a `migrate` may name, by the hash of the executable. */
  readonly definitionOf?: (hash: string) => Linked | undefined;
  /** Tokens stay on the flows that they took: each goes on by `fire` only, so that every order can be tried. */
  readonly holdTokens?: true;
}

/** An expression at an element; `given`: names that its element provides, such as loopCounter. */
export interface Question {
  readonly expression: Expression;
  readonly element: number;
  readonly given: Readonly<Record<string, Json>> | null;
}
