import type { Violation } from './violation.ts';

const home = /(^|[^\w.:/-])\/(root|work\/(main|shared)|home\/[a-z][\w-]*|Users\/\w+|tmp)(\/[\w.]|\b(?![\w-]))/;
const host = /https?:\/\/[\w.-]*(registry|artifact|mirror|proxy)[\w.-]*/;
const publicRegistry = 'https://registry.npmjs.org';

/** Paths and hosts of the machine that a file was written on. */
export function machinePathViolations(path: string, text: string): Violation[] {
  return text.split('\n').flatMap((line, index) => {
    const found = home.exec(line)?.[0] ?? privateHost(line);
    const law = 'a file names no path and no registry host of a machine';
    return found ? [{ path, line: index + 1, law, found: found.trim() }] : [];
  });
}

function privateHost(line: string): string | undefined {
  const found = host.exec(line)?.[0];
  return found === publicRegistry ? undefined : found;
}
