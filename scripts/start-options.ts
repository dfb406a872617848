import { parseArgs } from 'node:util';

export interface StartOptions {
  port: number;
  /** Without the demo's data. */
  empty: boolean;
  /** Deletes the data folder first. */
  reset: boolean;
  /** Days that the demo has lived before the first screen; 0 is the small demo. */
  demoDays: number;
}

export const usage = `npm start [-- options]

  --port N    port of the web page (default 3000, or KROK_PORT)
  --empty     without the demo's data
  --reset     deletes the data folder first

  KROK_DEMO_DAYS    first start: days that the demo has lived (default 120, a minute or two; 0: a few new cases)
  KROK_DATA         data folder (default .krok-data in the clone)
  KROK_CACHE        folder of downloaded or built servers (default ~/.cache/krok)
  DATABASE_URL      use this PostgreSQL instead of starting one
  TEMPORAL_ADDRESS  use this Temporal server instead of starting one (TEMPORAL_NAMESPACE, default krok)
`;

/** Reads the command line; an empty `problem` means that only help was asked for. */
export function startOptions(args: string[], env: NodeJS.ProcessEnv = process.env): StartOptions | { problem: string } {
  try {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: 'string' },
        empty: { type: 'boolean', default: false },
        reset: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return { problem: '' };
    const text = values.port ?? (env['KROK_PORT'] || '3000');
    const port = Number(text);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      return { problem: `Expected a port from 1 to 65535, but got "${text}".` };
    }
    const days = env['KROK_DEMO_DAYS'] || '120';
    const demoDays = Number(days);
    if (!Number.isInteger(demoDays) || demoDays < 0 || demoDays > 365) {
      return { problem: `Expected KROK_DEMO_DAYS to be a whole number from 0 to 365, but got "${days}".` };
    }
    return { port, empty: values.empty, reset: values.reset, demoDays };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
