import type { ParentCall } from '@krok/exchange';
import type { CaseOptions, CaseStatus } from '../../surface/cases.ts';

/** The case whose steps are being committed, as its locked row says. */
export interface CommittedCase {
  readonly id: string;
  readonly key: Buffer;
  readonly organisationId: string;
  readonly creditorId: string | null;
  readonly debtorId: string | null;
  readonly subject: string | null;
  readonly deskKey: string;
  readonly deploymentId: string;
  readonly processId: string;
  readonly parent: ParentCall | null;
  readonly rootCaseId: string;
  readonly depth: number;
  readonly startKey: string | null;
  readonly status: CaseStatus;
  readonly options: CaseOptions;
  /** Epoch ms on the organisation's clock at the commit; a step's own `now` may be earlier. */
  readonly present: number;
  /** The steps were made before: what they did outside the case was done then. */
  readonly rebuilding: boolean;
}
