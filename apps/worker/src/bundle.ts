import { fileURLToPath } from 'node:url';
import {
  bundleWorkflowCode,
  DefaultLogger,
  type WorkflowBundleOption,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Shared by all cases of a worker's context instead of run once for each cached case. */
const PRELOADED = [
  '../../../packages/engine/src/index.ts',
  '../../../packages/feel/src/executable.ts',
  '../../../workflows/src/case/linked-cache.ts',
];

const RECORDING = '../../../workflows/src/recording/record-steps.ts';

/** `KROK_WORKFLOW_BUNDLE` names a file with the bundle, made once for many starts; otherwise it is made now (some seconds). */
export async function workflowBundle(): Promise<WorkflowBundleOption> {
  const file = process.env['KROK_WORKFLOW_BUNDLE'];
  return file ? { codePath: file } : bundleWorkflows();
}

/** The workflow code as one script: pure core and thin shells, no zod, moddle or XML parser (a test sees to it). */
export function bundleWorkflows(options: { readonly recording?: boolean } = {}): Promise<WorkflowBundleWithSourceMap> {
  return bundleWorkflowCode({
    workflowsPath: here('../../../workflows/src/index.ts'),
    preloadModules: PRELOADED.map(here),
    ...(options.recording === true && { workflowInterceptorModules: [here(RECORDING)] }),
    logger: new DefaultLogger('WARN'),
  });
}
