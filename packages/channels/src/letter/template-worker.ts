import { parentPort } from 'node:worker_threads';
import Handlebars from 'handlebars';
import { COMPILE_OPTIONS, RUNTIME_OPTIONS, templateProblem } from './template-rules.ts';

/** The thread that templates run in, so that one without an end can be ended. Messages: see `template-runner.ts`. */
const LARGEST_OUTPUT = 5_000_000;

parentPort?.on('message', ({ id, template, context }: { id: number; template: string; context: string }) => {
  parentPort?.postMessage({ id, ...answer(template, context) });
});

function answer(template: string, context: string): { text: string } | { problem: string } {
  const problem = templateProblem(template);
  if (problem !== null) return { problem };
  try {
    const handlebars = Handlebars.create();
    const text = handlebars.compile(template, COMPILE_OPTIONS)(JSON.parse(context), RUNTIME_OPTIONS);
    if (text.length > LARGEST_OUTPUT) return { problem: `Expected at most ${LARGEST_OUTPUT} characters of text.` };
    return { text };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : 'The template failed.' };
  }
}
