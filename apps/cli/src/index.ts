import { StoreError } from '@krok/store';
import { ServiceError } from '../../../scripts/services/service-error.ts';
import { check } from './commands/check.ts';
import { conformance } from './commands/conformance.ts';
import { demo } from './commands/demo.ts';
import { importFile } from './commands/import.ts';
import { migrateCases } from './commands/migrate.ts';
import { rebuild } from './commands/rebuild.ts';
import { replay } from './commands/replay.ts';
import { run } from './commands/run.ts';
import { simulate } from './commands/simulate.ts';
import { InputError, UsageError } from './errors.ts';
import type { Output } from './output.ts';

const commands = {
  conformance,
  check,
  simulate,
  replay,
  import: importFile,
  run,
  demo,
  rebuild,
  migrate: migrateCases,
};
const usage = `Usage:
  conformance DIR [--driver engine|temporal] [--json FILE]         run third-party cases
  check FILE_OR_DIR [--json]                                       can these diagrams be deployed
  simulate FILE... --scenario SCENARIO [--record FILE] [--json]    rehearse a procedure on virtual time
  run SCENARIO [--factor N] [--days N] [--here]                    live a scenario on the real parts, a day a second
  import FILE --creditor NIP [--json]                              open items into a creditor's books
  demo [--debtors N] [--invoices N] [--bank]                       a new installation lives up to now; its debtors pay on
  migrate PROCESS --from N [--to N] (--preview | --reason TEXT) [--json]
                                                                   cases go over to another version
  rebuild [--case ID]                                              steps that a restored database lacks
  replay FILE... --record RECORD [--case ID] [--at SEQ]            run recorded cases again and compare
Exit code 0: fine; 1: not what was hoped for; 2: used wrongly.`;

const terminal: Output = {
  line: (text) => void process.stdout.write(`${text}\n`),
  error: (text) => void process.stderr.write(`${text}\n`),
};

/** Runs one command line; gives the exit code: 0 fine, 1 not what was hoped for, 2 used wrongly. */
export async function main([name, ...args]: readonly string[], output: Output = terminal): Promise<number> {
  if (name === 'help' || name === '--help') {
    output.line(usage);
    return 0;
  }
  if (name === undefined || !isCommand(name)) {
    output.error(usage);
    return 2;
  }
  try {
    return await commands[name](args, output);
  } catch (error) {
    const problem = mistakeOf(error);
    if (problem === null) throw error;
    output.error(problem);
    return 2;
  }
}

function isCommand(name: string): name is keyof typeof commands {
  return Object.hasOwn(commands, name);
}

/** What the person at the terminal can do something about, in words; null for a fault of the program. */
function mistakeOf(error: unknown): string | null {
  if (error instanceof UsageError || error instanceof InputError) return error.message;
  if (error instanceof ServiceError) return `${error.message} ${error.advice}`;
  if (!(error instanceof Error) || !('code' in error)) return null;
  const code = String(error.code);
  if (error instanceof TypeError && code.startsWith('ERR_PARSE_ARGS')) return error.message;
  if (error instanceof StoreError) return error.message;
  if (code === 'ECONNREFUSED') return 'Expected the database to answer but nothing listens there: run npm start first.';
  if (!FILE_TROUBLE.has(code) || !('path' in error)) return null;
  return `Expected a file that can be read and written but ${String(error.path)} is none (${code}).`;
}

const FILE_TROUBLE: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EPERM', 'EROFS']);
