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
  demo [--debtors N] [--invoices N] [--bank]                        a new installation lives up to now; its debtors pay on
  migrate PROCESS --from N [--to N] (--preview | --reason TEXT)     cases go over to another version
  rebuild [--case ID]                                              steps that a restored database lacks
  replay FILE... --record RECORD [--case ID] [--at SEQ]            run recorded cases again and compare`;

const terminal: Output = {
  line: (text) => void process.stdout.write(`${text}\n`),
  error: (text) => void process.stderr.write(`${text}\n`),
};

/** Runs one command line; gives the exit code: 0 fine, 1 not what was hoped for, 2 used wrongly. */
export async function main([name, ...args]: readonly string[], output: Output = terminal): Promise<number> {
  if (name === undefined || !isCommand(name)) {
    output.error(usage);
    return 2;
  }
  try {
    return await commands[name](args, output);
  } catch (error) {
    if (!isMistake(error)) throw error;
    output.error(error.message);
    return 2;
  }
}

function isCommand(name: string): name is keyof typeof commands {
  return Object.hasOwn(commands, name);
}

function isMistake(error: unknown): error is Error {
  if (error instanceof UsageError || error instanceof InputError) return true;
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
