/** What a second person agreed to for one case, until the act that it was for has left. Amounts are grosze. */
export interface Approval {
  readonly id: string;
  readonly invoiceId: string;
  /** Open amount as shown. */
  readonly amount: number;
}

/** `missing`: nobody approved. `void`: what was approved is not what would leave. */
export type Approved = { readonly kind: 'approved' | 'missing' | 'void' };

/** An approval binds the data as shown: another amount voids it. */
export function isApproved(approval: Approval | null, openNow: number): Approved {
  if (approval === null) return { kind: 'missing' };
  return { kind: approval.amount === openNow ? 'approved' : 'void' };
}

export interface Approver {
  readonly id: string;
  readonly roles: readonly string[];
}

export type MayApprove = 'yes' | 'notApprover' | 'ownAct';

/** Nobody approves an act that they started: `initiators` began the cases or did the work that led here. */
export function mayApprove(person: Approver, initiators: ReadonlySet<string>): MayApprove {
  if (!person.roles.some((role) => APPROVERS.has(role))) return 'notApprover';
  return initiators.has(person.id) ? 'ownAct' : 'yes';
}

const APPROVERS: ReadonlySet<string> = new Set(['approver', 'manager']);
