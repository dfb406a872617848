import type { RecordedStep, SimulatedCase } from '@krok/simulator';
import { z } from 'zod';
import { InputError } from './errors.ts';
import { readText } from './read-processes.ts';

/** The recorded cases of a simulation: `{ cases: [{ caseId, processId, steps }] }`. */
export interface RecordedCase {
  readonly caseId: string;
  readonly processId: string;
  readonly steps: readonly RecordedStep[];
}

const kinded = z.looseObject({ kind: z.string() });
const recordFile = z.strictObject({
  cases: z.array(
    z.strictObject({
      caseId: z.string(),
      processId: z.string(),
      steps: z.array(
        z.strictObject({
          seq: z.int(),
          commandId: z.string(),
          command: kinded,
          env: z.strictObject({ now: z.number(), zone: z.string(), calendarVersion: z.string() }),
          events: z.array(kinded),
        }),
      ),
    }),
  ),
});

export function recordText(cases: readonly SimulatedCase[]): string {
  const recorded = cases.map(({ caseId, process, steps }) => ({
    caseId,
    processId: process.linked.executable.processId,
    steps,
  }));
  return `${JSON.stringify({ cases: recorded }, null, 2)}\n`;
}

/**
 * Reads what `recordText` wrote. The envelope is checked; commands and events are taken as this program's own output,
 * which verification then compares with what the engine does.
 */
export async function readRecord(file: string): Promise<readonly RecordedCase[]> {
  let parsed: z.infer<typeof recordFile>;
  try {
    parsed = recordFile.parse(JSON.parse(await readText(file)));
  } catch (error) {
    if (error instanceof InputError) throw error;
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new InputError(`Expected a recorded simulation but ${file} is none: ${reason}`, { cause: error });
  }
  return parsed.cases as unknown as readonly RecordedCase[];
}
