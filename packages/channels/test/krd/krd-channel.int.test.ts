import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type KrdOrder, krdChannel, listSandboxKrdOrders, nicciInput, receiverAddress } from '../../src/index.ts';
import { answeringServer } from '../answering-server.ts';
import { type ReceiversRig, receiversRig } from '../receivers-rig.ts';

const NOW = Date.parse('2026-11-25T09:30:00Z');
const HOUR = 3_600_000;
const ADDRESS = { street: 'ul. Ćwiartki', house: '5', flat: '2', postalCode: '30-001', town: 'Kraków' };
const OBLIGATION = {
  title: 'FV/1/2026 <A&B>',
  callSentOn: '2026-10-20',
  dueOn: '2026-09-15',
  currency: 'PLN',
  debt: 200_000,
  arrears: 123_456,
  objections: null,
};

function add(listing: string, changes: Partial<Extract<KrdOrder, { kind: 'add' }>> = {}): KrdOrder {
  return {
    kind: 'add',
    listing,
    debtor: { kind: 'entrepreneur', name: 'Źdźbło', nip: '5260250274', address: ADDRESS },
    obligations: [OBLIGATION],
    ...changes,
  };
}

describe('KRD through the sandbox', () => {
  it('a listing is accepted after a while, updated and removed; what was sent is kept', async () => {
    let rig = await receiversRig();
    try {
      const job = await handOver(rig, add('listing-1'), 'effect-1');
      assert.deepEqual(await rig.krd.status(job, NOW), { kind: 'pending' });
      assert.deepEqual(await rig.krd.status(job, NOW + 2 * HOUR), { kind: 'pending' });
      rig = await rig.restart();
      const accepted = await rig.krd.status(job, NOW + 4 * HOUR);
      assert.ok(accepted.kind === 'accepted' && accepted.systemId !== '');
      assert.deepEqual(await rig.krd.find?.('effect-1', NOW), { kind: 'delivered', reference: job });
      assert.deepEqual(await rig.krd.find?.('effect-9', NOW), { kind: 'notDelivered' });
      const less = { ...OBLIGATION, arrears: 100 };
      const update = await handOver(rig, { kind: 'update', listing: 'listing-1', obligations: [less] }, 'effect-2');
      assert.equal((await rig.krd.status(update, NOW + 4 * HOUR)).kind, 'accepted');
      const remove = await handOver(rig, { kind: 'remove', listing: 'listing-1', reason: 'Paid' }, 'effect-3');
      assert.equal((await rig.krd.status(remove, NOW + 4 * HOUR)).kind, 'accepted');
      const again = await handOver(rig, { kind: 'remove', listing: 'listing-1', reason: 'Paid' }, 'effect-4');
      assert.deepEqual(await rig.krd.status(again, NOW + 4 * HOUR), { kind: 'rejected', reason: 'LISTING_UNKNOWN' });
      const kept = listSandboxKrdOrders(join(rig.data, 'sandbox-krd'));
      assert.equal(kept.length, 4);
      assert.equal(kept.at(-1)?.input, nicciInput(add('listing-1'), 'effect-1', NOW));
    } finally {
      await rig.close();
    }
  });

  const refused: [what: string, order: KrdOrder, reason: string][] = [
    ['no obligation', add('l', { obligations: [] }), 'OBLIGATIONS_MISSING'],
    ['nothing owed', add('l', { obligations: [{ ...OBLIGATION, arrears: 0 }] }), 'ARREARS'],
    ['no demand', add('l', { obligations: [{ ...OBLIGATION, callSentOn: '' }] }), 'DATE_MISSING'],
    [
      'no NIP',
      add('l', { debtor: { kind: 'legalPerson', name: 'X', nip: '', address: ADDRESS } }),
      'DEBTOR_IDENTIFIER_MISSING',
    ],
  ];
  for (const [what, order, reason] of refused) {
    it(`${what}: ${reason}`, async () => {
      const rig = await receiversRig();
      try {
        const job = await handOver(rig, order, 'effect-1');
        assert.deepEqual(await rig.krd.status(job, NOW + 4 * HOUR), { kind: 'rejected', reason });
      } finally {
        await rig.close();
      }
    });
  }

  it('a consumer is listed by PESEL', async () => {
    const rig = await receiversRig();
    try {
      const consumer = {
        kind: 'consumer',
        firstName: 'Żaneta',
        surname: 'Łoś',
        pesel: '44051401458',
        address: ADDRESS,
      } as const;
      const job = await handOver(
        rig,
        add('l', { debtor: consumer, obligations: [{ ...OBLIGATION, arrears: 20_000 }] }),
        'e',
      );
      assert.equal((await rig.krd.status(job, NOW + 4 * HOUR)).kind, 'accepted');
    } finally {
      await rig.close();
    }
  });

  it('a file in several chunks arrives whole', async () => {
    const rig = await receiversRig();
    try {
      const obligations = Array.from({ length: 1_200 }, () => OBLIGATION);
      await handOver(rig, add('l', { obligations }), 'effect-1');
      const [kept] = listSandboxKrdOrders(join(rig.data, 'sandbox-krd'));
      assert.equal(kept?.input, nicciInput(add('l', { obligations }), 'effect-1', NOW));
    } finally {
      await rig.close();
    }
  });

  it('a line that breaks before the bag is closed has handed nothing over', async () => {
    const server = await answeringServer('cut');
    const address = receiverAddress(`http://127.0.0.1:${server.port}/x`, undefined);
    const result = await krdChannel({ address, user: 'u', password: 'p' }).deliver(add('l'), 'effect-1', NOW);
    await server.close();
    assert.ok(result.kind === 'refused' && !result.permanent);
  });
});

async function handOver({ krd }: ReceiversRig, order: KrdOrder, effectKey: string): Promise<string> {
  const result = await krd.deliver(order, effectKey, NOW);
  assert.ok(result.kind === 'accepted', JSON.stringify(result));
  return result.reference;
}
