import { sql } from 'kysely';
import type { StepRecord } from '../../commit-types.ts';
import type { Tx } from '../../database.ts';

interface CountedCase {
  readonly id: string;
  /** Hash of the executable that it runs before the steps. */
  readonly executableHash: string;
}

/** Where the case stands and what it went through, for the heat map of its procedure: one statement for most commits. */
export async function projectElements(
  tx: Tx,
  { id, executableHash }: CountedCase,
  steps: readonly StepRecord[],
): Promise<void> {
  let counts = emptyCounts(executableHash);
  let ended = false;
  for (const { env, events } of steps) {
    for (const event of events) {
      switch (event.kind) {
        case 'elementActivated':
          counts.come.set(event.instance, event.element);
          visit(counts, event.element, env.now);
          break;
        case 'elementCompleted':
        case 'elementTerminated':
          if (!counts.come.delete(event.instance)) counts.gone.push(event.instance);
          break;
        case 'instanceMigrated':
          await write(tx, id, counts);
          counts = emptyCounts(event.definition);
          // Arrays of SQL count from 1.
          await sql`UPDATE element_instance SET element = (${[...event.elements]}::integer[])[element + 1]
            WHERE case_id = ${id}`.execute(tx);
          break;
        case 'instanceCompleted':
        case 'instanceTerminated':
          ended = true;
          break;
        default:
      }
    }
  }
  if (ended) counts.come.clear();
  await write(tx, id, counts);
  if (ended) await tx.deleteFrom('element_instance').where('case_id', '=', id).execute();
}

interface Counts {
  readonly hash: string;
  readonly come: Map<string, number>;
  readonly gone: string[];
  readonly visits: Map<number, { times: number; last: number }>;
}

function emptyCounts(hash: string): Counts {
  return { hash, come: new Map(), gone: [], visits: new Map() };
}

function visit({ visits }: Counts, element: number, at: number): void {
  const found = visits.get(element);
  if (found === undefined) visits.set(element, { times: 1, last: at });
  else {
    found.times += 1;
    found.last = at;
  }
}

async function write(tx: Tx, caseId: string, { hash, come, gone, visits }: Counts): Promise<void> {
  if (come.size + gone.length + visits.size === 0) return;
  const visited = [...visits.values()];
  await sql`
    WITH gone AS (
      DELETE FROM element_instance WHERE case_id = ${caseId} AND instance = ANY (${gone}::text[])
    ), come AS (
      INSERT INTO element_instance (case_id, instance, element)
      SELECT ${caseId}::uuid, i, e FROM unnest(${[...come.keys()]}::text[], ${[...come.values()]}::integer[]) AS new (i, e)
      ON CONFLICT DO NOTHING
    )
    INSERT INTO element_visit AS v (case_id, executable_hash, element, times, last_at)
    SELECT ${caseId}::uuid, ${hash}, e, n, l
    FROM unnest(${[...visits.keys()]}::integer[], ${visited.map(({ times }) => times)}::integer[],
      ${visited.map(({ last }) => last)}::bigint[]) AS new (e, n, l)
    ON CONFLICT (case_id, executable_hash, element)
    DO UPDATE SET times = v.times + excluded.times, last_at = greatest(v.last_at, excluded.last_at)`.execute(tx);
}
