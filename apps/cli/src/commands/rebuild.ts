import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openStore } from '@krok/store';
import { bundleWorkflows, connectClient, rebuildCase, rebuildCases, type RebuildLine } from '@krok/worker';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { dataFolder } from '../../../../scripts/services/locations.ts';
import { keptDatabase } from '../../../../scripts/services/running-installation.ts';
import { InputError } from '../errors.ts';
import type { Output } from '../output.ts';

/**
 * `rebuild [--case ID]`: after a back-up of the database was restored, gives each open case the steps that its history in
 * Temporal holds and the database lacks. Harmless to repeat, and beside a running worker. Exit code 1 where something
 * could not be rebuilt.
 */
export async function rebuild(args: readonly string[], output: Output): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { case: { type: 'string' } } });
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const { url, keysFolder } = keptDatabase();
  const store = openStore({ url, keysFolder, maxConnections: 4 });
  const namespace = process.env['TEMPORAL_NAMESPACE'] || 'krok';
  const client = await connectClient(store, temporalAddress(), namespace);
  try {
    const context = { store, client, bundle: await bundleWorkflows({ recording: true }) };
    const only = values.case;
    const lines =
      only === undefined ? rebuildCases(context, process.env['KROK_TASK_QUEUE'] ?? 'krok') : one(context, only);
    const counts = { rebuilt: 0, whole: 0, lost: 0, doubtful: 0 };
    for await (const line of lines) {
      const text = wordsOf(line);
      if (line.kind === 'whole' || line.kind === 'noHistory') counts.whole += 1;
      else if (line.kind === 'rebuilt') {
        counts.rebuilt += 1;
        counts.doubtful += line.doubtful;
      } else counts.lost += 1;
      if (text !== null) output.line(`${line.caseId}: ${text}`);
    }
    output.line(`${counts.rebuilt} rebuilt, ${counts.whole} whole, ${counts.lost} not rebuilt`);
    if (counts.doubtful > 0) {
      output.line(
        `${counts.doubtful} acts may have left after the back-up. Sending is off: compare them with what was sent, then turn it on.`,
      );
    }
    return counts.lost === 0 ? 0 : 1;
  } finally {
    await client.connection.close();
    await store.close();
  }
}

async function* one(context: Parameters<typeof rebuildCase>[0], caseId: string): AsyncGenerator<RebuildLine> {
  yield { caseId, ...(await rebuildCase(context, caseId)) };
}

function wordsOf(line: RebuildLine): string | null {
  switch (line.kind) {
    case 'rebuilt':
      return `steps ${line.from} to ${line.head} rebuilt${line.doubtful > 0 ? `, ${line.doubtful} acts in doubt` : ''}`;
    case 'notKept':
      return `steps ${line.from} to ${line.to} are in a run that Temporal no longer keeps`;
    case 'unknown':
      return 'started after the back-up: its row and its key are lost, its history cannot be read';
    case 'failed':
      return `its history cannot be replayed: ${line.message}`;
    case 'whole':
    case 'noHistory':
      return null;
  }
}

/** `TEMPORAL_ADDRESS`, else the server that `npm start` keeps with the data. */
function temporalAddress(): string {
  const given = process.env['TEMPORAL_ADDRESS'];
  if (given) return given;
  try {
    return `127.0.0.1:${readFileSync(join(dataFolder(), 'temporal', 'port'), 'utf8').trim()}`;
  } catch {
    throw new InputError('Expected TEMPORAL_ADDRESS, or Krok to be running here, but there is neither.');
  }
}
