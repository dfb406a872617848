import { check } from './commands/check.ts';
import { conformance } from './commands/conformance.ts';
import { replay } from './commands/replay.ts';
import { simulate } from './commands/simulate.ts';
import { InputError, UsageError } from './errors.ts';
import type { Output } from './output.ts';

const commands = { conformance, check, simulate, replay };
const usage = `Usage:
  conformance DIR [--driver engine|temporal] [--json FILE]   run third-party cases
  check FILE_OR_DIR [--json]                                 can these diagrams be deployed
  simulate FILE --scenario SCENARIO [--record FILE] [--json] rehearse a procedure on virtual time
  replay FILE --record RECORD [--case ID] [--at N]           run a recorded case again and compare`;

const output: Output = {
  line: (text) => void process.stdout.write(`${text}\n`),
  error: (text) => void process.stderr.write(`${text}\n`),
};

process.exitCode = await run(process.argv.slice(2));

async function run([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || !Object.hasOwn(commands, name)) {
    output.error(usage);
    return 2;
  }
  try {
    return await commands[name as keyof typeof commands](args, output);
  } catch (error) {
    if (!isMistake(error)) throw error;
    output.error(error.message);
    return 2;
  }
}

function isMistake(error: unknown): error is Error {
  if (error instanceof UsageError || error instanceof InputError) return true;
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
