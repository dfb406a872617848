import type { ProcedureFile } from '@krok/contracts/schemas';
import { compileDmn } from '@krok/dmn/xml';
import { ofFile, type Problem } from './problem.ts';
import { tableTextsPl } from './table-texts-pl.ts';

export interface CheckedFile {
  readonly file: ProcedureFile;
  /** Under which steps ask for its form or its decisions. */
  readonly ids: readonly string[];
  readonly problems: readonly Problem[];
}

const polish: Readonly<Record<string, string>> = tableTextsPl;

/** What can be said of a form or a table; nothing of the diagram. */
export async function checkFile(file: ProcedureFile, all: readonly ProcedureFile[]): Promise<CheckedFile> {
  if (file.kind === 'bpmn') return { file, ids: [], problems: [] };
  if (file.kind === 'dmn') {
    const others = all.filter(({ kind, name }) => kind === 'dmn' && name !== file.name);
    const compiled = await compileDmn(
      file.content,
      others.map(({ content }) => content),
    );
    const found = compiled.findings.map(({ rule, severity, message }) =>
      ofFile(file, { rule, severity, en: message, pl: polish[rule] ?? message }),
    );
    const ids = compiled.deployable
      ? compiled.decisions.elements.flatMap(({ id, kind, model }) => (model === 0 && kind === 'decision' ? [id] : []))
      : [];
    return { file, ids, problems: [...found, ...bareWords(file.content).map((word) => ofFile(file, bareWord(word)))] };
  }
  const id = formId(file.content);
  return id === null ? { file, ids: [], problems: [ofFile(file, broken)] } : { file, ids: [id], problems: [] };
}

const broken = {
  rule: 'form-unreadable',
  severity: 'error',
  en: 'The form is broken.',
  pl: 'Formularz jest uszkodzony.',
} as const;

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

function formId(content: string): string | null {
  try {
    const form: unknown = JSON.parse(content);
    if (typeof form !== 'object' || form === null || !('components' in form) || !('id' in form)) return null;
    return typeof form.id === 'string' && form.id !== '' && Array.isArray(form.components) ? form.id : null;
  } catch {
    return null;
  }
}
