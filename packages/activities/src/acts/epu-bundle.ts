import { localDate } from '@krok/calendar';
import { type EpuChannel, type EpuFiling, polishAmount, pozwyXml, withdrawalXml } from '@krok/channels';
import { statedSum } from '@krok/receivables';
import type { ClaimRecord, Store } from '@krok/store';
import type { BundleChannel, Prepared } from './bundle-channel.ts';
import { composeClaim } from './compose-claim.ts';

/** Claims to the court, and what it is told later: what leaves is what the claim says, written down before. */
export function epuBundle(store: Store, epu: EpuChannel): BundleChannel {
  return {
    sandbox: epu.sandbox,
    whenUnknown: epu.whenUnknown,
    async prepare({ bundle, effect }) {
      const entry = await store.duties.ofBundle(bundle.id);
      if (entry?.kind !== 'claim') return impossible('EPU_NO_CLAIM', 'Expected a claim but there is none.');
      const { zone, calendar } = await store.organisations.read(bundle.organisationId);
      const today = localDate(effect.asOf, zone);
      const { claim } = entry;
      const { sending } = await store.parties.creditor(claim.creditorId);
      const court = epu.under(sending.epuAccount ?? null);
      if (court === null) return impossible('EPU_ACCOUNT', NO_PASSWORD);
      const filing =
        claim.bundleId === bundle.id
          ? await composeClaim(store, claim, { today, calendar, sandbox: epu.sandbox })
          : laterWord(claim, today);
      if ('problem' in filing) return impossible('EPU_DATA', filing.problem);
      const xml = filing.kind === 'claim' ? pozwyXml(filing.claim, effect.key) : withdrawalXml(filing, effect.key);
      const document = { mediaType: 'text/xml', text: xml } as const;
      return { kind: 'ready', document, deliver: () => court.deliver(filing, effect.key, effect.asOf) };
    },
    // Only claims can be looked up: by our own number for them.
    async find({ bundleId, asOf }) {
      const entry = await store.duties.ofBundle(bundleId);
      if (entry?.kind !== 'claim' || entry.claim.bundleId !== bundleId) return { kind: 'unknown' };
      const { sending } = await store.parties.creditor(entry.claim.creditorId);
      return (await epu.under(sending.epuAccount ?? null)?.find(entry.claim.id, asOf)) ?? { kind: 'unknown' };
    },
  };
}

const NO_PASSWORD = "Expected the password of the creditor's account at the e-court but there is none.";

/** Withdrawal or limitation; whoever pays after the filing has lost, so that the costs may be asked for. */
function laterWord({ id, items, signature, duty }: ClaimRecord, filedOn: string): EpuFiling {
  const left = statedSum(items.map((item) => ({ ...item, stated: item.sending ?? item.stated })));
  const costs =
    duty?.costs === 'waived' ? 'Powód nie żąda zwrotu kosztów.' : 'Powód wnosi o zasądzenie kosztów procesu.';
  const common = { claimReference: id, signature, filedOn };
  return left === 0
    ? { ...common, kind: 'withdrawal', reason: `Powód cofa pozew: pozwany zapłacił po jego wniesieniu. ${costs}` }
    : {
        ...common,
        kind: 'limitation',
        reason: `Powód ogranicza powództwo do kwoty ${polishAmount(left)}: resztę pozwany zapłacił. ${costs}`,
      };
}

function impossible(code: string, problem: string): Prepared {
  return { kind: 'impossible', code, problem };
}
