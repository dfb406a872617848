import type { SubProcessElement } from '@krok/bpmn/executable';
import { activateScope } from '../behaviors/scopes.ts';
import type { Behavior } from './behavior.ts';

/** Embedded sub-process and transaction: a transaction differs in who may cancel it, which is the end event's matter. */
export const subProcess: Behavior<SubProcessElement> = { activate: activateScope };
