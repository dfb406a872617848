import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compileBpmn, type Finding } from '@krok/bpmn/xml';
import { InputError, UsageError } from '../errors.ts';
import type { Output } from '../output.ts';

/** What `check` says about one file. */
export interface Checked {
  readonly file: string;
  readonly deployable: boolean;
  readonly findings: readonly Finding[];
}

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
    const { deployable, findings } = await compileBpmn(await readFile(file, 'utf8'));
    checked.push({ file, deployable, findings });
  }
  if (values.json) output.line(JSON.stringify(checked, null, 2));
  else for (const each of checked) print(each, output);
  return checked.every((each) => each.deployable) ? 0 : 1;
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

function print({ file, deployable, findings }: Checked, output: Output): void {
  output.line(`${deployable ? 'deployable' : 'REFUSED   '} ${file}`);
  for (const { severity, rule, element, message, line } of findings) {
    const place = [element, line === undefined ? undefined : `line ${line}`]
      .filter((each) => each !== undefined)
      .join(', ');
    output.line(`  ${severity} ${rule}${place === '' ? '' : ` (${place})`}: ${message}`);
  }
}
