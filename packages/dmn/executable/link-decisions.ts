import type { FeelType } from '@krok/feel/executable';
import { feelTypesOf } from './feel-types.ts';
import { TypeTable } from './linked-type.ts';
import { type LinkContext, linkLogic, type LogicCode } from './link-logic.ts';
import type { DecisionElement, ExecutableDecisions } from './types.ts';

/** Decisions ready to run, any number of times. */
export interface LinkedDecisions {
  readonly executable: ExecutableDecisions;
  readonly types: TypeTable;
  /** By element index; null for elements without logic of their own. */
  readonly codes: readonly (LogicCode | null)[];
}

/** Turns compiled decisions into closures. Callers that evaluate often keep the result. */
export function linkDecisions(executable: ExecutableDecisions): LinkedDecisions {
  const types = new TypeTable(executable.types);
  const feelTypes = executable.models.map((_, model) => feelTypesOf(executable, model));
  const codes = executable.elements.map((element) => linkElement(element, types, feelTypes[element.model]));
  return { executable, types, codes };
}

function linkElement(
  element: DecisionElement,
  types: TypeTable,
  feelTypes: ReadonlyMap<string, FeelType> = new Map(),
): LogicCode | null {
  const logic = element.kind === 'decision' || element.kind === 'knowledge' ? element.logic : null;
  if (logic === null) return null;
  const context: LinkContext = { element: element.id, types, feelTypes };
  return linkLogic(logic, context);
}
