import { existsSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { forgetProcess, noteProcess } from './leftover-process.ts';
import { repository } from './locations.ts';
import { startServiceProcess, type Exit } from './service-process.ts';
import type { DataFolder } from './data-folder.ts';

export interface ApplicationProcess {
  exited: Promise<Exit>;
  stop(): Promise<void>;
}

const largestLog = 10_000_000;

/** Starts one process of the application with the pinned Node; its output goes to `logs/<name>.log`. */
export async function startApplicationProcess(
  name: string,
  script: string,
  env: Record<string, string>,
  folder: DataFolder,
): Promise<ApplicationProcess> {
  const service = await startServiceProcess({
    command: process.execPath,
    args: [join(repository, script)],
    logFile: openLog(folder, name),
    env: { ...process.env, ...env },
    cwd: repository,
  });
  noteProcess(folder.run, name, service.pid);
  return {
    exited: service.exited,
    async stop() {
      await service.stop('SIGTERM', 20_000);
      forgetProcess(folder.run, name);
    },
  };
}

export function logFile({ logs }: DataFolder, name: string): string {
  return join(logs, `${name}.log`);
}

/** One older log is kept. */
function openLog(folder: DataFolder, name: string): string {
  const file = logFile(folder, name);
  if (existsSync(file) && statSync(file).size > largestLog) renameSync(file, `${file}.1`);
  return file;
}
