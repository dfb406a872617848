import type { Command, EngineEvent } from '@krok/engine';
import type { EnvRef, StepRecord } from '../commit-types.ts';
import type { Db, Tx } from '../database.ts';
import { openJson, sealJson } from '../seal.ts';
import type { StepLogTable } from '../tables/cases.ts';
import { stepHash } from './chain.ts';

/** What is personal in a step, in the form in which it is sealed. */
interface StepBody {
  readonly command: Command;
  readonly events: readonly EngineEvent[];
}

export function toRow(key: Buffer, caseId: string, step: StepRecord, previous: Buffer): StepLogTable {
  const { seq, commandId, command, events } = step;
  const body: StepBody = { command, events };
  const { now } = step.env;
  const env = JSON.stringify(step.env);
  const ciphertext = sealJson(key, stepPlace(caseId, seq), body);
  return {
    case_id: caseId,
    seq,
    command_id: commandId,
    now,
    env,
    engine_version: step.env.engineVersion,
    ciphertext,
    previous_hash: previous,
    hash: stepHash(previous, { caseId, seq, commandId, now, env, ciphertext }),
  };
}

/** Decrypted steps `from` to `to`, both inclusive, in order. */
export async function storedSteps(
  executor: Db | Tx,
  key: Buffer,
  caseId: string,
  range: { readonly from: number; readonly to?: number | undefined; readonly limit: number },
): Promise<StepRecord[]> {
  let query = executor
    .selectFrom('step_log')
    .select(['seq', 'command_id', 'env', 'ciphertext'])
    .where('case_id', '=', caseId)
    .where('seq', '>=', range.from);
  if (range.to !== undefined) query = query.where('seq', '<=', range.to);
  const rows = await query.orderBy('seq').limit(range.limit).execute();
  return rows.map((row) => {
    const { command, events } = openJson<StepBody>(key, stepPlace(caseId, row.seq), row.ciphertext);
    return { seq: row.seq, commandId: row.command_id, command, env: JSON.parse(row.env) as EnvRef, events };
  });
}

function stepPlace(caseId: string, seq: number): string {
  return `step ${caseId} ${seq}`;
}
