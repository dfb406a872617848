import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testStore } from './test-store.ts';

const at = await testStore('users');
const { store, organisationId } = at;

test('sign-in by e-mail in any case; the address is one person only', async () => {
  const person = { organisationId, email: 'Anna@Example.com', name: 'Anna', roles: ['collector'], passwordHash: 'h1' };
  const id = await store.users.create(person);
  const found = await store.users.forSignIn('anna@example.COM');
  assert.deepEqual([found?.user.id, found?.passwordHash, found?.user.roles], [id, 'h1', ['collector']]);
  await assert.rejects(store.users.create({ ...person, email: 'ANNA@example.com' }), { code: 'EMAIL_TAKEN' });
  assert.equal(await store.users.forSignIn('nobody@example.com'), null);
  await store.users.setPassword(id, 'h2');
  await store.users.setRoles(id, ['manager', 'auditor']);
  const changed = await store.users.forSignIn('anna@example.com');
  assert.deepEqual([changed?.passwordHash, changed?.user.roles], ['h2', ['manager', 'auditor']]);
});

test('a session: kept by its hash, ended by sign-out, disablement, idleness and age', async () => {
  const id = await store.users.create({
    organisationId,
    email: 's@example.com',
    name: 'S',
    roles: [],
    passwordHash: 'h',
  });
  await store.users.openSession(id, 'token-1', 60_000);
  assert.equal((await store.users.session('token-1', 60_000))?.user.id, id);
  assert.equal(await store.users.session('token-2', 60_000), null);
  const [row] = await at.query<{ text: string }>('SELECT s::text AS text FROM session s');
  assert.doesNotMatch(row?.text ?? '', /token-1/);
  await store.users.endSession('token-1');
  assert.equal(await store.users.session('token-1', 60_000), null);

  await store.users.openSession(id, 'idle', 60_000);
  assert.equal(await store.users.session('idle', 0), null);
  await store.users.openSession(id, 'old', 0);
  assert.equal(await store.users.session('old', 60_000), null);
  await store.users.openSession(id, 'disabled', 60_000);
  await store.users.setDisabled(id, true);
  assert.equal(await store.users.session('disabled', 60_000), null);
  await store.users.setDisabled(id, false);
  assert.equal(await store.users.session('disabled', 60_000), null);
});
