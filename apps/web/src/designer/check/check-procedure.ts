import { canonicalJson } from '@krok/bpmn/executable';
import { compileBpmn } from '@krok/bpmn/xml';
import type { ProcedureFile } from '@krok/contracts/schemas';
import { JOB_CATALOGUE, roleOfLane } from '@krok/contracts/types';
import { compileDmn } from '@krok/dmn/xml';
import { boundPl, checkDiagram } from '@krok/lint';
import type { Behaviour, CheckAnswer } from './check-message.ts';
import { ofDiagram, ofFile, type Problem } from './problem.ts';
import { tableTextsPl } from './table-texts-pl.ts';

/** Everything that can be said of a procedure before it runs. */
export async function checkProcedure(files: readonly ProcedureFile[]): Promise<Omit<CheckAnswer, 'id'>> {
  const xml = files.find(({ kind }) => kind === 'bpmn')?.content ?? '';
  const [compiled, checked] = await Promise.all([
    compileBpmn(xml, { groupOfLane: roleOfLane }),
    checkDiagram(xml, { jobTypes: Object.keys(JOB_CATALOGUE), groupOfLane: roleOfLane }),
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
  const dead = findings.flatMap(({ rule, element, follows = [] }) =>
    element !== undefined && (rule === 'element-dead' || rule === 'element-unreachable')
      ? [element, ...follows]
      : follows,
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
    const found = findings.map(({ rule, severity, message }) =>
      ofFile(file, { rule, severity, en: message, pl: polish[rule] ?? message }),
    );
    return [...found, ...bareWords(file.content).map((word) => ofFile(file, bareWord(word)))];
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

/** Answers of a table that are a name: FEEL looks for a variable of that name, most authors mean a text. */
function bareWords(xml: string): readonly string[] {
  const answers = xml.matchAll(/<(?:\w+:)?outputEntry\b[^>]*>\s*<(?:\w+:)?text>\s*([^<]*?)\s*<\//g);
  const words = [...answers].flatMap(([, text = '']) => (/^\p{L}[\p{L}\p{N} _-]*$/u.test(text) ? [text] : []));
  return [...new Set(words)].filter((word) => !['true', 'false', 'null'].includes(word));
}

function bareWord(word: string): Pick<Problem, 'rule' | 'severity' | 'pl' | 'en'> {
  return {
    rule: 'answer-without-quotes',
    severity: 'warning',
    pl: `Odpowiedź ${word} jest tu nazwą zmiennej. Jeśli to tekst, wpisz ją w cudzysłowie: "${word}".`,
    en: `The answer ${word} is the name of a variable here. If it is a text, put it in quotes: "${word}".`,
  };
}

function isForm(content: string): boolean {
  try {
    const form: unknown = JSON.parse(content);
    return typeof form === 'object' && form !== null && 'id' in form && 'components' in form;
  } catch {
    return false;
  }
}
