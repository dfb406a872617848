import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { decodeXml } from '@krok/bpmn/xml/scan';
import { JOB_CATALOGUE } from '@krok/contracts/types';
import { checkDiagram, type LintFinding, type Soundness } from '@krok/lint';
import { InputError, UsageError } from '../errors.ts';
import type { Output } from '../output.ts';

/** What `check` says about one file. */
export interface Checked {
  readonly file: string;
  readonly deployable: boolean;
  readonly findings: readonly CheckedFinding[];
  readonly soundness: CheckedSoundness;
}

/** `element` is null where the whole file is meant. */
export type CheckedFinding = Pick<LintFinding, 'rule' | 'severity' | 'message'> & { readonly element: string | null };

export type CheckedSoundness = Pick<
  Soundness,
  | 'sound'
  | 'safe'
  | 'optionToComplete'
  | 'properCompletion'
  | 'messageSound'
  | 'deadElements'
  | 'counterexample'
  | 'bound'
>;

/** `check FILE_OR_DIR [--json]`. Exit code 0 only if every diagram can be deployed. */
export async function check(args: readonly string[], output: Output): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new UsageError('Expected check FILE_OR_DIR [--json].');
  const checked: Checked[] = [];
  for (const file of await diagramsAt(path)) {
    checked.push(await checkFile(file));
  }
  if (values.json) output.line(JSON.stringify(checked, null, 2));
  else for (const each of checked) print(each, output);
  return checked.every((each) => each.deployable) ? 0 : 1;
}

async function checkFile(file: string): Promise<Checked> {
  const xml = decodeXml(await readFile(file));
  const { deployable, findings, soundness } = await checkDiagram(xml, {
    jobTypes: Object.keys(JOB_CATALOGUE),
    now: Date.now(),
  });
  const { sound, safe, optionToComplete, properCompletion, messageSound } = soundness;
  const { deadElements, counterexample, bound } = soundness;
  return {
    file,
    deployable,
    findings: findings.map(({ rule, severity, element, message }) => ({
      rule,
      severity,
      element: element ?? null,
      message,
    })),
    soundness: {
      sound,
      safe,
      optionToComplete,
      properCompletion,
      messageSound,
      deadElements,
      counterexample,
      bound,
    },
  };
}

async function diagramsAt(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new InputError(`Expected a file or folder but found none at ${path}.`);
  if (!found.isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((each) => each.isFile() && each.name.endsWith('.bpmn'))
    .map((each) => join(each.parentPath, each.name));
  if (files.length === 0) throw new InputError(`Expected diagrams (*.bpmn) but found none in ${path}.`);
  return files.sort();
}

function print({ file, deployable, findings, soundness }: Checked, output: Output): void {
  output.line(`${deployable ? 'deployable' : 'REFUSED   '} ${file}`);
  for (const { severity, rule, element, message } of findings)
    output.line(`  ${severity} ${rule}${element === null ? '' : ` (${element})`}: ${message}`);
  output.line(`  sound: ${soundness.sound}, safe: ${soundness.safe}`);
}
