import { canonicalJson } from '@krok/bpmn/executable';
import { compileBpmn } from '@krok/bpmn/xml';
import type { ProcedureFile } from '@krok/contracts/schemas';
import { JOB_CATALOGUE, roleOfLane } from '@krok/contracts/types';
import { boundPl, checkDiagram } from '@krok/lint';
import type { Behaviour, CheckAnswer } from './check-message.ts';
import { checkFile } from './check-file.ts';
import { formalSteps } from './formal-steps.ts';
import { ofDiagram, withoutEchoes } from './problem.ts';
import { resourceProblems } from './resource-problems.ts';

/** Everything that can be said of a procedure before it runs. */
export async function checkProcedure(files: readonly ProcedureFile[]): Promise<Omit<CheckAnswer, 'id'>> {
  const xml = files.find(({ kind }) => kind === 'bpmn')?.content ?? '';
  const [compiled, checked] = await Promise.all([
    compileBpmn(xml, { groupOfLane: roleOfLane }),
    checkDiagram(xml, { jobTypes: Object.keys(JOB_CATALOGUE), groupOfLane: roleOfLane }),
  ]);
  const beside = await Promise.all(files.map((file) => checkFile(file, files)));
  const processes = compiled.deployable ? compiled.processes : null;
  const formsWithin = compiled.deployable ? compiled.forms.map(({ id }) => id) : [];
  return {
    problems: [
      ...withoutEchoes(ofDiagram(checked.findings, checked.soundness)),
      ...formalSteps(processes ?? []),
      ...resourceProblems(processes ?? [], formsWithin, beside),
      ...beside.flatMap(({ problems }) => problems),
    ],
    behaviour: behaviourOf(checked),
    processes,
    executable: processes && processes.map((each) => canonicalJson(each)).join('\n'),
  };
}

function behaviourOf({ findings, soundness }: Awaited<ReturnType<typeof checkDiagram>>): Behaviour {
  const { sound, bound } = soundness;
  const dead = findings.flatMap(({ rule, element, follows = [] }) =>
    element !== undefined && (rule === 'element-dead' || rule === 'element-unreachable')
      ? [element, ...follows]
      : follows,
  );
  return { sound, dead, bound: bound === null ? null : { en: bound, pl: boundPl(bound) } };
}
