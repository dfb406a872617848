import { beyondCamunda } from './beyond-camunda.ts';
import { compensationMissing } from './compensation-missing.ts';
import { correlationKeys } from './correlation-keys.ts';
import { errorsNotCaught } from './errors-not-caught.ts';
import { eventLoops } from './event-loops.ts';
import { gatewayWithoutDefault } from './gateways.ts';
import { loops } from './loops.ts';
import { loopsWithoutWait } from './loops-without-wait.ts';
import { messagesTwice } from './messages-twice.ts';
import { jobTypes, namesTwice, tasksWithoutForm } from './naming.ts';
import { nothingToDo } from './nothing-to-do.ts';
import type { Rule } from './rule.ts';
import { startRule } from './start-rule.ts';
import { startsNever } from './starts-never.ts';
import { timers } from './timers.ts';
import { unknownFunctions } from './unknown-functions.ts';
import { unreachable } from './unreachable.ts';
import { variablesNeverSet } from './variables-never-set.ts';
import { wrongValues } from './wrong-values.ts';

/** Every rule that looks at a compiled process. */
export const allRules: readonly Rule[] = [
  nothingToDo,
  unreachable,
  gatewayWithoutDefault,
  loopsWithoutWait,
  loops,
  eventLoops,
  errorsNotCaught,
  correlationKeys,
  variablesNeverSet,
  wrongValues,
  unknownFunctions,
  messagesTwice,
  compensationMissing,
  timers,
  jobTypes,
  tasksWithoutForm,
  namesTwice,
  startRule,
  startsNever,
  beyondCamunda,
];
