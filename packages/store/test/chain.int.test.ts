import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { migrate, openStore } from '@krok/store';
import pg from 'pg';
import { begin, commit, deployed, newCase, processOf, testStore } from './test-store.ts';

const at = await testStore('chain');
const { store } = at;
await deployed(at, processOf('p'));

/** A case of five steps. */
async function fiveSteps(): Promise<string> {
  const caseId = await newCase(at, 'p');
  await begin(at, caseId);
  for (let seq = 2; seq <= 5; seq += 1) await commit(at, caseId);
  return caseId;
}

/** What no program of ours can do: with the triggers off, as the owner of the server could. */
async function tamper(sql: string, caseId: string): Promise<void> {
  const client = new pg.Client({ connectionString: at.url });
  await client.connect();
  try {
    await client.query('SET session_replication_role = replica');
    for (const statement of sql.split(';')) await client.query(statement, [caseId]);
  } finally {
    await client.end();
  }
}

test('an untouched log is intact, also that of a case that has not begun', async () => {
  const verdict = await store.log.verifyChain(await fiveSteps());
  assert.deepEqual([verdict.kind, verdict.kind === 'intact' && verdict.head], ['intact', 5]);
  const fresh = await store.log.verifyChain(await newCase(at, 'p'));
  assert.deepEqual([fresh.kind, fresh.kind === 'intact' && fresh.head], ['intact', 0]);
});

const flipped = (column: string) => `${column} = set_byte(${column}, 20, get_byte(${column}, 20) # 1)`;
const manipulations = [
  [
    'a changed byte of the sealed step',
    `UPDATE step_log SET ${flipped('ciphertext')} WHERE case_id = $1 AND seq = 3`,
    3,
    'changedStep',
  ],
  ['a changed instant', `UPDATE step_log SET now = now + 1 WHERE case_id = $1 AND seq = 2`, 2, 'changedStep'],
  [
    'a changed environment',
    `UPDATE step_log SET env = replace(env, '"v"', '"w"') WHERE case_id = $1 AND seq = 2`,
    2,
    'changedStep',
  ],
  ['a changed command id', `UPDATE step_log SET command_id = 'x' WHERE case_id = $1 AND seq = 5`, 5, 'changedStep'],
  ['a changed hash', `UPDATE step_log SET ${flipped('hash')} WHERE case_id = $1 AND seq = 4`, 4, 'changedStep'],
  [
    'a changed previous hash',
    `UPDATE step_log SET ${flipped('previous_hash')} WHERE case_id = $1 AND seq = 4`,
    4,
    'wrongPrevious',
  ],
  ['a deleted step', `DELETE FROM step_log WHERE case_id = $1 AND seq = 3`, 3, 'missingStep'],
  ['a deleted first step', `DELETE FROM step_log WHERE case_id = $1 AND seq = 1`, 1, 'missingStep'],
  [
    'a step cut out and the rest moved up',
    `DELETE FROM step_log WHERE case_id = $1 AND seq = 3; UPDATE step_log SET seq = seq + 100 WHERE case_id = $1 AND seq > 3;
     UPDATE step_log SET seq = seq - 101 WHERE case_id = $1 AND seq > 100`,
    3,
    'wrongPrevious',
  ],
  [
    'two steps swapped',
    `UPDATE step_log SET seq = 104 WHERE case_id = $1 AND seq = 3; UPDATE step_log SET seq = 3 WHERE case_id = $1 AND seq = 4;
     UPDATE step_log SET seq = 4 WHERE case_id = $1 AND seq = 104`,
    3,
    'wrongPrevious',
  ],
  [
    'an inserted step',
    `INSERT INTO step_log SELECT case_id, 6, 'new', now, env, engine_version, ciphertext, hash, hash FROM step_log WHERE case_id = $1 AND seq = 5`,
    6,
    'unexpectedStep',
  ],
  ['the end cut off', `DELETE FROM step_log WHERE case_id = $1 AND seq >= 4`, 4, 'missingStep'],
  [
    'the end cut off, and the head set back',
    `WITH cut AS (DELETE FROM step_log WHERE case_id = $1 AND seq >= 4) UPDATE process_case SET head_seq = 3 WHERE id = $1`,
    3,
    'wrongHead',
  ],
  ['everything deleted', `DELETE FROM step_log WHERE case_id = $1`, 1, 'missingStep'],
] as const;

for (const [what, sql, seq, reason] of manipulations) {
  test(`verification finds ${what}`, async () => {
    const caseId = await fiveSteps();
    await tamper(sql, caseId);
    const verdict = await store.log.verifyChain(caseId);
    assert.deepEqual(
      [verdict.kind, verdict.kind === 'broken' && [verdict.at, verdict.reason]],
      ['broken', [seq, reason]],
    );
  });
}

test('two steps with their contents exchanged', async () => {
  const caseId = await fiveSteps();
  await tamper(
    `UPDATE step_log a SET command_id = a.command_id || '-', ciphertext = b.ciphertext, previous_hash = b.previous_hash, hash = b.hash
     FROM step_log b WHERE a.case_id = $1 AND b.case_id = $1 AND a.seq IN (3, 4) AND b.seq = 7 - a.seq`,
    caseId,
  );
  const verdict = await store.log.verifyChain(caseId);
  assert.equal(verdict.kind === 'broken' && verdict.at, 3);
});

test('the log is only appended to: update, delete and truncate are refused', async () => {
  const caseId = await fiveSteps();
  for (const sql of [
    `UPDATE step_log SET command_id = 'x' WHERE case_id = '${caseId}'`,
    `DELETE FROM step_log WHERE case_id = '${caseId}'`,
    'TRUNCATE step_log',
    'TRUNCATE process_case CASCADE',
  ]) {
    await assert.rejects(at.query(sql), /Expected step_log to be only appended to/, sql);
  }
  assert.equal((await store.log.verifyChain(caseId)).kind, 'intact');
});

test('erasing a debtor makes logs and payloads unreadable at once, everywhere, and the chain still verifies', async () => {
  const { organisationId } = at;
  const debtorId = await store.parties.addDebtor({ organisationId, name: 'Jan Nowak', email: 'jan@example.com' });
  const caseId = await newCase(at, 'p', { debtorId, variables: { note: 'x' } });
  const other = await newCase(at, 'p', { variables: { note: 'y' } });
  await begin(at, caseId);
  await begin(at, other);
  await assert.rejects(store.parties.eraseDebtor(debtorId), { code: 'DEBTOR_HAS_OPEN_CASES' });
  await commit(at, caseId, [{ kind: 'instanceCompleted', variables: {} }]);

  const elsewhere = openStore({ url: at.url, keysFolder: at.keysFolder });
  assert.equal((await elsewhere.log.read(caseId)).length, 2);
  await store.parties.eraseDebtor(debtorId);
  assert.equal(existsSync(join(at.keysFolder, `debtor-${debtorId}.key`)), false);
  for (const each of [store, elsewhere]) {
    await assert.rejects(each.log.read(caseId), { code: 'KEY_ERASED' });
    await assert.rejects(each.keys.caseKey(caseId), { code: 'KEY_ERASED' });
    await assert.rejects(each.cases.open(caseId), { code: 'KEY_ERASED' });
  }
  await elsewhere.close();
  assert.equal((await store.log.verifyChain(caseId)).kind, 'intact');
  assert.equal((await store.log.read(other)).length, 1);
  assert.doesNotMatch(JSON.stringify(await store.parties.debtor(debtorId)), /Nowak|example/);
  assert.equal((await store.cases.read(caseId)).status, 'completed');
  await assert.rejects(newCase(at, 'p', { debtorId }), { code: 'DEBTOR_ERASED' });
});

test('a debtor who was erased stays so in a database restored from before', async () => {
  const debtorId = await store.parties.addDebtor({ organisationId: at.organisationId, name: 'Anna Nowak' });
  const caseId = await newCase(at, 'p', { debtorId });
  await begin(at, caseId, [{ kind: 'instanceCompleted', variables: {} }]);
  await store.parties.eraseDebtor(debtorId);
  await at.query(`UPDATE debtor SET erased_at = NULL, name = 'Anna Nowak' WHERE id = $1`, [debtorId]);
  await assert.rejects(newCase(at, 'p', { debtorId }), { code: 'KEY_ERASED' });
});

test('migrations run once, from any number of starters, and refuse a changed text', async () => {
  await Promise.all([migrate(at.url), migrate(at.url), migrate(at.url)]);
  await at.query(`UPDATE schema_migration SET hash = 'x' WHERE number = 2`);
  await assert.rejects(migrate(at.url), { code: 'MIGRATION_CHANGED' });
});
