import type { Command, EngineEvent } from '@krok/engine';
import { sql } from 'kysely';
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

/** Decrypted steps `from` to `to`, both inclusive, in order; at least one, and no more than `bytes` of them as stored. */
export async function storedSteps(
  executor: Db | Tx,
  key: Buffer,
  caseId: string,
  range: {
    readonly from: number;
    readonly to?: number | undefined;
    readonly limit: number;
    readonly bytes?: number;
  },
): Promise<StepRecord[]> {
  const { from, to = null, limit, bytes = null } = range;
  const { rows } = await sql<Pick<StepLogTable, 'seq' | 'command_id' | 'env' | 'ciphertext'>>`
    SELECT seq, command_id, env, ciphertext FROM (
      SELECT seq, command_id, env, ciphertext, sum(octet_length(ciphertext)) OVER (ORDER BY seq) AS upTo
      FROM step_log WHERE case_id = ${caseId} AND seq >= ${from} AND seq <= coalesce(${to}::integer, seq)
      ORDER BY seq LIMIT ${limit}) AS portion
    WHERE seq = ${from} OR upTo <= coalesce(${bytes}::bigint, upTo)
    ORDER BY seq`.execute(executor);
  return rows.map((row) => {
    const { command, events } = openJson<StepBody>(key, stepPlace(caseId, row.seq), row.ciphertext);
    return { seq: row.seq, commandId: row.command_id, command, env: JSON.parse(row.env) as EnvRef, events };
  });
}

function stepPlace(caseId: string, seq: number): string {
  return `step ${caseId} ${seq}`;
}
