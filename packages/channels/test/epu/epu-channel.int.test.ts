import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import {
  courtTimeline,
  epuChannel,
  listSandboxFilings,
  packageCheck,
  pozwyXml,
  readEpuAccounts,
  receiverAddress,
} from '../../src/index.ts';
import { answeringServer } from '../answering-server.ts';
import { receiversRig } from '../receivers-rig.ts';
import { claim, PARTIES, SCHEMAS } from './given-claim.ts';

const NOW = Date.parse('2026-11-25T09:30:00Z');
const DAY = 86_400_000;

describe('the form of a claim', () => {
  for (const [form, party] of Object.entries(PARTIES)) {
    it(`against a ${form} is valid by the court's schema`, {
      skip: SCHEMAS === undefined && 'no schemas',
    }, async () => {
      const xml = pozwyXml(claim('reference-1', { defendants: [party] }), 'package-1');
      assert.deepEqual(await packageCheck(SCHEMAS ?? '')(xml), []);
    });
  }
  it('by a sole trader against joint debtors is valid', { skip: SCHEMAS === undefined && 'no schemas' }, async () => {
    const defendants = Object.values(PARTIES);
    const [, trader] = defendants;
    assert.ok(trader);
    const xml = pozwyXml(claim('reference-1', { claimant: trader, defendants, refundAccount: null }), 'package-1');
    assert.deepEqual(await packageCheck(SCHEMAS ?? '')(xml), []);
  });
  const broken: [what: string, from: RegExp, to: string][] = [
    ['a wrong postal code', /kod="30-001"/, 'kod="3001"'],
    ['an exemption from the fee', /zwolnienie="0"/, 'zwolnienie="1"'],
    [
      'a wrong order',
      /(<curr:SprawaWgPowoda>.*?<\/curr:SprawaWgPowoda>)(<curr:WartoscSporu>.*?<\/curr:WartoscSporu>)/,
      '$2$1',
    ],
    ['an element of nobody', /<curr:Uzasadnienie>/, '<curr:Inne/><curr:Uzasadnienie>'],
  ];
  for (const [what, from, to] of broken) {
    it(`${what} is found, and no data are quoted`, { skip: SCHEMAS === undefined && 'no schemas' }, async () => {
      const xml = pozwyXml(claim('reference-1'), 'package-1');
      assert.match(xml, from);
      const problems = await packageCheck(SCHEMAS ?? '')(xml.replace(from, to));
      assert.ok(problems.length > 0);
      assert.ok(!problems.join().includes('3001'), problems.join());
    });
  }
  it('a folder without schemas is said at once', () => {
    assert.throws(() => packageCheck('/nowhere'), { code: 'CHANNEL_EPU_SCHEMAS' });
  });
});

describe('the court through the sandbox', () => {
  it('registers, issues an order after weeks, and it becomes final', async () => {
    let rig = await receiversRig(SCHEMAS);
    try {
      const reference = referenceWith(false);
      const filed = await rig.epu.deliver({ kind: 'claim', claim: claim(reference) }, 'effect-1', NOW);
      assert.deepEqual(filed, { kind: 'accepted', reference });
      assert.deepEqual(await rig.epu.find(reference, NOW), { kind: 'delivered', reference });
      assert.deepEqual(await rig.epu.find('another', NOW), { kind: 'notDelivered' });
      assert.deepEqual(await rig.epu.status(reference, NOW), { kind: 'filed' });
      rig = await rig.restart();
      const signature = 'VI Nc-e 100001/26';
      assert.deepEqual(await rig.epu.status(reference, NOW + DAY), { kind: 'registered', signature });
      const { orderAt, finalAt } = courtTimeline(reference, NOW);
      const orderOn = day(orderAt);
      assert.deepEqual(await rig.epu.status(reference, orderAt), { kind: 'orderIssued', signature, orderOn });
      assert.ok(finalAt !== null);
      const final = await rig.epu.status(reference, finalAt);
      assert.deepEqual(final, { kind: 'final', signature, orderOn, finalOn: day(finalAt) });
      const [kept] = listSandboxFilings(join(rig.data, 'sandbox-epu'));
      assert.equal(kept?.xml, pozwyXml(claim(reference), 'effect-1'));
    } finally {
      await rig.close();
    }
  });

  it('gives claims that come at once signatures of their own', async () => {
    const rig = await receiversRig();
    try {
      const references = ['A/1', 'A/2', 'A/3'];
      await Promise.all(
        references.map((reference) => rig.epu.deliver({ kind: 'claim', claim: claim(reference) }, reference, NOW)),
      );
      const told = await Promise.all(references.map((reference) => rig.epu.status(reference, NOW + DAY)));
      assert.equal(new Set(told.map((one) => ('signature' in one ? one.signature : ''))).size, references.length);
    } finally {
      await rig.close();
    }
  });

  it('sometimes tells of an opposition', async () => {
    const rig = await receiversRig();
    try {
      const reference = referenceWith(true);
      await rig.epu.deliver({ kind: 'claim', claim: claim(reference) }, 'effect-1', NOW);
      const { opposedAt, orderAt } = courtTimeline(reference, NOW);
      assert.ok(opposedAt !== null);
      assert.deepEqual(await rig.epu.status(reference, opposedAt), {
        kind: 'opposed',
        signature: 'VI Nc-e 100001/26',
        orderOn: day(orderAt),
        opposedOn: day(opposedAt),
      });
    } finally {
      await rig.close();
    }
    const opposed = Array.from({ length: 1_000 }, (_, index) => courtTimeline(`claim-${index}`, NOW)).filter(
      ({ opposedAt }) => opposedAt !== null,
    ).length;
    assert.ok(opposed > 60 && opposed < 140, String(opposed));
  });

  it('a withdrawal ends the case; the same case number is not taken twice', async () => {
    const rig = await receiversRig();
    try {
      const reference = referenceWith(false);
      await rig.epu.deliver({ kind: 'claim', claim: claim(reference) }, 'effect-1', NOW);
      const twice = await rig.epu.deliver({ kind: 'claim', claim: claim(reference) }, 'effect-2', NOW);
      assert.deepEqual(twice, { kind: 'refused', reason: 'ValidationError', permanent: true });
      const filing = {
        kind: 'withdrawal',
        claimReference: reference,
        signature: null,
        reason: 'zapłata',
        filedOn: '2026-11-26',
      } as const;
      assert.equal((await rig.epu.deliver(filing, 'effect-3', NOW + 2 * DAY)).kind, 'accepted');
      const status = await rig.epu.status(reference, NOW + 10 * DAY);
      assert.deepEqual(status, { kind: 'discontinued', signature: 'VI Nc-e 100001/26', on: day(NOW + 9 * DAY) });
    } finally {
      await rig.close();
    }
  });

  it('files under the account that the creditor has, and under none whose password is not known', async () => {
    const rig = await receiversRig();
    try {
      for (const user of ['stalex-masowy', null])
        await rig.epu.under(user)?.deliver({ kind: 'claim', claim: claim(`of ${user}`) }, `effect ${user}`, NOW);
      const kept = listSandboxFilings(join(rig.data, 'sandbox-epu')).map(({ reference, account }) => [
        reference,
        account,
      ]);
      assert.deepEqual(kept, [
        ['of null', 'user'],
        ['of stalex-masowy', 'stalex-masowy'],
      ]);
    } finally {
      await rig.close();
    }
    const real = epuChannel({
      address: receiverAddress('https://epu.example/', undefined),
      account: { user: 'u', password: 'p', apiKey: 'k' },
    });
    assert.equal(real.under('stalex-masowy'), null);
    assert.throws(() => readEpuAccounts('/nowhere'), { code: 'CHANNEL_EPU_ACCOUNTS' });
  });

  it('a defendant without any number is refused by the court', async () => {
    const rig = await receiversRig();
    try {
      const nobody = {
        kind: 'person',
        firstName: 'A',
        surname: 'B',
        pesel: null,
        nip: null,
        address: claim('x').submitter.address,
      } as const;
      const result = await rig.epu.deliver({ kind: 'claim', claim: claim('x', { defendants: [nobody] }) }, 'e', NOW);
      assert.deepEqual(result, { kind: 'refused', reason: 'ValidationError', permanent: true });
    } finally {
      await rig.close();
    }
  });

  it('a line that breaks after the request leaves it unknown', async () => {
    const server = await answeringServer('cut');
    const address = receiverAddress(`http://127.0.0.1:${server.port}/x`, undefined);
    const account = { user: 'u', password: 'p', apiKey: 'k' };
    const result = await epuChannel({ address, account }).deliver({ kind: 'claim', claim: claim('x') }, 'e', NOW);
    await server.close();
    assert.equal(result.kind, 'unknown');
  });
});

function referenceWith(opposed: boolean): string {
  for (let number = 0; ; number += 1) {
    const reference = `claim-${number}`;
    if ((courtTimeline(reference, NOW).opposedAt !== null) === opposed) return reference;
  }
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
