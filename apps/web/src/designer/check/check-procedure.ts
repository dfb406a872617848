import { canonicalJson } from '@krok/bpmn/executable';
import { compileBpmn } from '@krok/bpmn/xml';
import type { ProcedureFile } from '@krok/contracts/schemas';
import { JOB_CATALOGUE } from '@krok/contracts/types';
import { compileDmn } from '@krok/dmn/xml';
import { boundPl, checkDiagram } from '@krok/lint';
import type { Behaviour, CheckAnswer } from './check-message.ts';
import { ofDiagram, ofFile, type Problem } from './problem.ts';
import { tableTextsPl } from './table-texts-pl.ts';

/** Everything that can be said of a procedure before it runs. */
export async function checkProcedure(files: readonly ProcedureFile[]): Promise<Omit<CheckAnswer, 'id'>> {
  const xml = files.find(({ kind }) => kind === 'bpmn')?.content ?? '';
  const [compiled, checked] = await Promise.all([
    compileBpmn(xml),
    checkDiagram(xml, { jobTypes: Object.keys(JOB_CATALOGUE) }),
  ]);
  const beside = await Promise.all(files.map((file) => checkFile(file, files)));
  const processes = compiled.deployable ? compiled.processes : null;
  return {
    problems: [...ofDiagram(checked.findings, checked.soundness), ...beside.flat()],
    behaviour: behaviourOf(checked),
    processes,
    executable: processes && processes.map((each) => canonicalJson(each)).join('\n'),
  };
}

function behaviourOf({ findings, soundness }: Awaited<ReturnType<typeof checkDiagram>>): Behaviour {
  const { sound, bound } = soundness;
  const dead = findings.flatMap(({ rule, element }) =>
    element !== undefined && (rule === 'element-dead' || rule === 'element-unreachable') ? [element] : [],
  );
  return { sound, dead, bound: bound === null ? null : { en: bound, pl: boundPl(bound) } };
}

const polish: Readonly<Record<string, string>> = tableTextsPl;

async function checkFile(file: ProcedureFile, all: readonly ProcedureFile[]): Promise<readonly Problem[]> {
  if (file.kind === 'bpmn') return [];
  if (file.kind === 'dmn') {
    const others = all.filter(({ kind, name }) => kind === 'dmn' && name !== file.name);
    const { findings } = await compileDmn(
      file.content,
      others.map(({ content }) => content),
    );
    return findings.map(({ rule, severity, message }) =>
      ofFile(file, { rule, severity, en: message, pl: polish[rule] ?? message }),
    );
  }
  if (isForm(file.content)) return [];
  return [
    ofFile(file, {
      rule: 'form-unreadable',
      severity: 'error',
      en: 'The form is broken.',
      pl: 'Formularz jest uszkodzony.',
    }),
  ];
}

function isForm(content: string): boolean {
  try {
    const form: unknown = JSON.parse(content);
    return typeof form === 'object' && form !== null && 'id' in form && 'components' in form;
  } catch {
    return false;
  }
}
