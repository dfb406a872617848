import { parseArgs } from 'node:util';
import { polishCalendar } from '@krok/calendar';
import { type Linked, tokens } from '@krok/engine';
import { positionAfter, stateAt, verify } from '@krok/simulator';
import { InputError, UsageError } from '../errors.ts';
import type { Output } from '../output.ts';
import { readProcesses } from '../read-processes.ts';
import { readRecord, type RecordedCase } from '../record-file.ts';
import { wholeNumber } from '../whole-number.ts';

/**
 * `replay FILE... --record RECORD [--case ID] [--at SEQ]`: runs each recorded case again and compares the events; with
 * `--at` shows where the case stood after that step. Exit code 0 if nothing differs.
 */
export async function replay(args: readonly string[], output: Output): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { record: { type: 'string' }, case: { type: 'string' }, at: { type: 'string' } },
  });
  if (positionals.length === 0 || values.record === undefined) {
    throw new UsageError('Expected replay FILE... --record RECORD [--case ID] [--at SEQ].');
  }
  const at = values.at === undefined ? null : wholeNumber('at', values.at, 0, 999_999_999);
  const processes = await readProcesses(positionals);
  const recorded = (await readRecord(values.record)).filter(
    (each) => values.case === undefined || each.caseId === values.case,
  );
  if (recorded.length === 0)
    throw new InputError(`Expected recorded cases but ${values.record} holds none that was asked for.`);
  let same = true;
  for (const each of recorded) {
    const found = processes.find(({ linked }) => linked.executable.processId === each.processId);
    if (found === undefined)
      throw new InputError(`Expected a diagram with the process "${each.processId}" but got none.`);
    same = verifyOne(each, found.linked, output) && same;
    if (at !== null) show(each, found.linked, at, output);
  }
  return same ? 0 : 1;
}

function verifyOne({ caseId, steps }: RecordedCase, linked: Linked, output: Output): boolean {
  const calendar = polishCalendar();
  const result = verify(linked, steps, (version) => (version === calendar.version ? calendar : undefined));
  switch (result.kind) {
    case 'same':
      output.line(`${caseId}: ${result.steps} steps, all the same`);
      return true;
    case 'different':
      output.line(`${caseId}: step ${result.seq} differs at events${result.path}`);
      output.line(`  recorded ${JSON.stringify(result.recorded)}`);
      output.line(`  got      ${JSON.stringify(result.got)}`);
      return false;
    case 'rejected':
      output.line(`${caseId}: step ${result.seq} is refused now: ${result.message}`);
      return false;
    case 'unknownCalendar':
      output.line(`${caseId}: step ${result.seq} needs the calendar ${result.version}, which is not known here`);
      return false;
  }
}

function show({ caseId, steps }: RecordedCase, linked: Linked, seq: number, output: Output): void {
  const view = tokens(linked, stateAt(linked, steps, positionAfter(steps, seq)));
  const places = [
    ...view.elements.map((each) => each.element),
    ...view.flows.map((each) => `${each.flow} x${each.count}`),
  ];
  output.line(`${caseId} after step ${seq}: ${places.length === 0 ? 'no token' : places.join(', ')}`);
}
