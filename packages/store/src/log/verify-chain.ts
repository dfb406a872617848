import { chainRoot } from '../cases/insert-case.ts';
import { noSuchCase } from '../cases/case-queries.ts';
import type { Db } from '../database.ts';
import type { ChainVerdict } from '../surface/log.ts';
import { isUuid } from '../uuid.ts';
import { stepHash } from './chain.ts';

/** See `LogStore.verifyChain`. */
export async function verifyChain(db: Db, caseId: string): Promise<ChainVerdict> {
  // One snapshot for head and steps, so that a commit in between is no break.
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const head = isUuid(caseId)
        ? await tx
            .selectFrom('process_case')
            .select(['head_seq', 'head_hash'])
            .where('id', '=', caseId)
            .executeTakeFirst()
        : undefined;
      if (head === undefined) throw noSuchCase(caseId);
      let previous = chainRoot(caseId);
      let expected = 1;
      for (;;) {
        const rows = await tx
          .selectFrom('step_log')
          .selectAll()
          .where('case_id', '=', caseId)
          .where('seq', '>=', expected)
          .orderBy('seq')
          .limit(PAGE)
          .execute();
        for (const row of rows) {
          if (row.seq > head.head_seq) {
            return broken(
              row.seq,
              'unexpectedStep',
              `Expected the log to end at ${head.head_seq} but step ${row.seq} follows.`,
            );
          }
          if (row.seq !== expected) {
            return broken(expected, 'missingStep', `Expected step ${expected} but step ${row.seq} follows.`);
          }
          if (!row.previous_hash.equals(previous)) {
            return broken(
              expected,
              'wrongPrevious',
              `Expected step ${expected} to name the hash of the step before it but it names another.`,
            );
          }
          const hash = stepHash(previous, {
            caseId,
            seq: row.seq,
            commandId: row.command_id,
            now: row.now,
            env: row.env,
            ciphertext: row.ciphertext,
          });
          if (!hash.equals(row.hash)) {
            return broken(
              expected,
              'changedStep',
              `Expected the hash of step ${expected} to fit its content but it does not.`,
            );
          }
          previous = hash;
          expected += 1;
        }
        if (rows.length < PAGE) break;
      }
      if (expected - 1 < head.head_seq) {
        return broken(
          expected,
          'missingStep',
          `Expected the log to end at ${head.head_seq} but it ends at ${expected - 1}.`,
        );
      }
      if (!head.head_hash.equals(previous)) {
        return broken(
          head.head_seq,
          'wrongHead',
          'Expected the head to hold the hash of the last step but it holds another.',
        );
      }
      return { kind: 'intact', head: head.head_seq, hash: previous.toString('hex') };
    });
}

const PAGE = 500;

function broken(
  at: number,
  reason: Extract<ChainVerdict, { kind: 'broken' }>['reason'],
  message: string,
): ChainVerdict {
  return { kind: 'broken', at, reason, message };
}
