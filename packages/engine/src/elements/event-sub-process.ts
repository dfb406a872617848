import type { ElementOf } from '@krok/bpmn/executable';
import { activateScope } from '../behaviors/scopes.ts';
import type { Behavior } from './behavior.ts';

/** Entered by its start event only, which is noted (see `startEvent`). */
export const eventSubProcess: Behavior<ElementOf<'eventSubProcess'>> = { activate: activateScope, inline: true };
