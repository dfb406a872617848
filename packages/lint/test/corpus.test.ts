import { deepEqual } from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkDiagram } from '@krok/lint';

const corpus = fileURLToPath(new URL('../../../../shared/corpus/given', import.meta.url));
const absent = existsSync(corpus) ? false : 'the third-party cases are not beside the clone (../shared/corpus)';

interface Case {
  readonly name: string;
  readonly diagram: string;
  readonly folder: string;
  readonly beyondCamunda8?: readonly string[];
  readonly expect: { readonly outcome?: unknown; readonly completedElements?: readonly string[] };
}

test('third-party cases: what a run completes is never called dead, and nothing is beyond a bound', {
  skip: absent,
}, async () => {
  const wrong: string[] = [];
  for (const { name, folder, diagram, expect } of cases()) {
    const { soundness } = await checkDiagram(readFileSync(join(folder, diagram), 'utf8'));
    const dead = (expect.completedElements ?? []).filter((id) => soundness.deadElements.includes(id));
    if (dead.length > 0 || soundness.sound === 'unknown')
      wrong.push(`${name}: ${dead.join()} ${soundness.bound ?? ''}`);
  }
  deepEqual(wrong, []);
});

test('third-party cases: what Camunda 8 does not run is said, and nothing else', { skip: absent }, async () => {
  const wrong: string[] = [];
  for (const { name, folder, diagram, beyondCamunda8 = [] } of cases()) {
    const { findings } = await checkDiagram(readFileSync(join(folder, diagram), 'utf8'), { soundness: false });
    // Conditional events came with 8.9, and the corpus lists none.
    const said = findings
      .filter(({ rule, message }) => rule === 'beyond-camunda' && !message.includes(' conditional '))
      .map(({ message }) => message);
    // A task on its own is compiled as a process, and looks like one.
    if (said.length > 0 !== beyondCamunda8.filter((each) => each !== 'global-task').length > 0)
      wrong.push(`${name}: ${beyondCamunda8.join()} but ${said.join()}`);
  }
  deepEqual(wrong, []);
});

/** Execution cases of the corpus. */
function cases(): readonly Case[] {
  return readdirSync(corpus, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('/cases.json'))
    .flatMap((file) => {
      const read = JSON.parse(readFileSync(join(corpus, file), 'utf8')) as Omit<Case, 'folder'>[];
      return read.map((each) => ({ ...each, folder: dirname(join(corpus, file)) }));
    });
}
