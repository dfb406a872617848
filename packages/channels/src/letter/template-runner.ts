import { Worker } from 'node:worker_threads';

export type FilledTemplate =
  | { readonly kind: 'filled'; readonly text: string }
  | { readonly kind: 'wrong'; readonly problem: string };

export interface TemplateRunner {
  /** Fills a Handlebars template with a JSON copy of `context`, or says why it can't. */
  fill(template: string, context: object): Promise<FilledTemplate>;
  close(): Promise<void>;
}

/**
 * Fills templates in a thread of their own, one after the other; one that takes longer than `limit` milliseconds is
 * ended with its thread.
 */
export function templateRunner({ limit = 5_000 }: { readonly limit?: number } = {}): TemplateRunner {
  let thread: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let count = 0;

  function run(template: string, context: string): Promise<FilledTemplate> {
    thread ??= newThread();
    const worker = thread;
    const id = (count += 1);
    const { promise, resolve } = Promise.withResolvers<FilledTemplate>();
    const drop = (problem: string): void => {
      if (thread === worker) thread = null;
      void worker.terminate();
      resolve({ kind: 'wrong', problem });
    };
    const deadline = setTimeout(() => drop(`Expected an end within ${limit} ms.`), limit);
    const onMessage = (answer: { id: number; text?: string; problem?: string }): void => {
      if (answer.id !== id) return;
      resolve(
        answer.text === undefined
          ? { kind: 'wrong', problem: answer.problem ?? 'The template failed.' }
          : { kind: 'filled', text: answer.text },
      );
    };
    const onError = (): void => drop('Expected less work but the thread gave up.');
    worker.on('message', onMessage).once('error', onError).once('exit', onError);
    worker.postMessage({ id, template, context });
    return promise.finally(() => {
      clearTimeout(deadline);
      worker.off('message', onMessage).off('error', onError).off('exit', onError);
    });
  }

  return {
    fill(template, context) {
      const copy = JSON.stringify(context);
      const filled = last.then(() => run(template, copy));
      last = filled;
      return filled;
    },
    async close() {
      await last;
      await thread?.terminate();
      thread = null;
    },
  };
}

function newThread(): Worker {
  const worker = new Worker(new URL('./template-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 128 },
    env: {},
    stdout: false,
  });
  worker.unref();
  return worker;
}
