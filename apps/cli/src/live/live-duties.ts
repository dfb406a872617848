import type { ClaimRecord, ListingRecord } from '@krok/store';
import type { LiveFirm } from './live-firm.ts';

/** Reads on in the histories of listings and claims, which outlive the cases: what became of them since the last look. */
export class LiveDuties {
  readonly #firm: LiveFirm;
  readonly #told = new Map<string, string>();

  constructor(firm: LiveFirm) {
    this.#firm = firm;
  }

  async news(): Promise<readonly string[]> {
    const { listings, claims } = await this.#all();
    const lines: string[] = [];
    for (const listing of listings) this.#tell(lines, listing, `KRD entry ${listing.state}, ${statedOf(listing)}`);
    for (const claim of claims) {
      const signature = claim.signature === null ? '' : ` ${claim.signature}`;
      this.#tell(lines, claim, `claim${signature} ${claim.state}, ${statedOf(claim)}`);
    }
    return lines;
  }

  /** Something is still to be told to the register or the court. */
  async owed(): Promise<boolean> {
    const { listings, claims } = await this.#all();
    return [...listings, ...claims].some(({ endedAt, duty }) => endedAt === null && duty !== null);
  }

  async #all() {
    const { store, organisationId } = this.#firm;
    const [listings, claims] = await Promise.all([
      store.duties.listings({ organisationId }),
      store.duties.claims({ organisationId }),
    ]);
    return { listings, claims };
  }

  #tell(lines: string[], { id, duty }: ListingRecord | ClaimRecord, state: string): void {
    const line = duty === null ? state : `${state}; owed: ${duty.kind}`;
    if (this.#told.get(id) !== line) lines.push(line);
    this.#told.set(id, line);
  }
}

function statedOf({ items }: ListingRecord | ClaimRecord): string {
  return `${(items.reduce((sum, { stated }) => sum + stated, 0) / 100).toFixed(2)} PLN`;
}
