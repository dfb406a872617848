import type { auditFile } from '@krok/contracts/schemas';
import type { CaseLine, Store } from '@krok/store';
import type { z } from 'zod';
import type { Person } from '../sign-in/person.ts';
import { caseFileOf } from './case-file.ts';
import { iso } from './case-position.ts';
import { caseTimelineOf } from './case-timeline.ts';
import type { CaseTapes } from './case-tapes.ts';
import { migrationsOf } from './migrations-of.ts';
import { newestFirst } from './timeline/newest-first.ts';
import { verifyCase } from './verify-case.ts';

/** What an auditor takes along: the definition that ran, every step with its hash, who approved what, and the verdict. */
export async function auditFileOf(
  store: Store,
  tapes: CaseTapes,
  line: CaseLine,
  person: Person,
): Promise<z.infer<typeof auditFile>> {
  const [kept, file, timeline, hashes, { xml }, { now }] = await Promise.all([
    tapes.of(line),
    caseFileOf(store, tapes, line, person),
    caseTimelineOf(store, tapes, line, person),
    store.log.summary(line.id),
    store.deployments.read(line.deploymentId),
    store.clock.read(line.organisationId),
  ]);
  const verification = await verifyCase(store, line.id, kept);
  const { started, definitionOf, tape } = kept;
  const { approvals, ...about } = file;
  return {
    format: 'krok-audit-1',
    exportedAt: iso(now),
    exportedBy: person.name,
    case: about,
    executableHash: line.startedHash,
    executable: { ...started.executable },
    migratedTo: migrationsOf(tape.steps).flatMap(({ definition }) => {
      const to = definitionOf(definition);
      return to === undefined ? [] : [{ executableHash: definition, executable: { ...to.executable } }];
    }),
    xml,
    steps: tape.steps.map((step) => ({ ...step })),
    hashes: hashes.map(({ seq, hash }) => ({ seq, hash })),
    verification,
    approvals,
    timeline: newestFirst(timeline),
  };
}
