import type { LiveFirm } from './live-firm.ts';

/** Reads on in the logs of all cases: which named steps were completed since the last look. */
export class LiveSteps {
  readonly #firm: LiveFirm;
  readonly #read = new Map<string, number>();

  constructor(firm: LiveFirm) {
    this.#firm = firm;
  }

  /** `at`: epoch ms on the organisation's clock. */
  async news(): Promise<readonly { readonly at: number; readonly text: string }[]> {
    const { store, organisationId, executables } = this.#firm;
    const found: { at: number; text: string }[] = [];
    const numbers = new Map((await store.ledger.invoices({ organisationId })).map((each) => [each.id, each.number]));
    for (const { id, processId, subject, headSeq } of await store.cases.list({ organisationId, limit: 500 })) {
      const from = this.#read.get(id) ?? 0;
      if (headSeq <= from) continue;
      const steps = await store.log.read(id, { from: from + 1 });
      for (const { events, env } of steps) {
        const names = events.flatMap((event) => {
          if (event.kind === 'incidentRaised') return [`INCIDENT ${event.message}`];
          if (event.kind !== 'elementCompleted') return [];
          const element = executables.get(processId)?.elements[event.element];
          return element?.name === undefined || element.type.endsWith('Gateway') ? [] : [element.name];
        });
        if (names.length > 0)
          found.push({ at: env.now, text: `${numbers.get(subject ?? '') ?? id}: ${names.join(' · ')}` });
      }
      this.#read.set(id, Math.max(from, steps.at(-1)?.seq ?? 0));
    }
    return found.sort((a, b) => a.at - b.at);
  }
}
