import { scenario as scenarioSchema } from '@krok/contracts/schemas';
import type { Scenario } from '@krok/contracts/types';
import { z } from 'zod';
import { InputError } from './errors.ts';

/** A scenario from the text of its file. */
export function readScenario(file: string, text: string): Scenario {
  try {
    return scenarioSchema.parse(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new InputError(`Expected a scenario but ${file} is none: ${reason}`, { cause: error });
  }
}
