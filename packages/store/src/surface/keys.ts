import type { Buffer } from 'node:buffer';

/** Whose key wraps the keys of a case: its debtor's, else its organisation's. */
export interface KeyOwner {
  readonly kind: 'debtor' | 'organisation';
  readonly id: string;
}

export interface KeyStore {
  /** 32 bytes. Cached, but refused at once when the owner's key file is gone. Throws `KEY_ERASED`, `NO_SUCH_CASE`. */
  caseKey(caseId: string): Promise<Buffer>;
  /** Key of the organisation for what belongs to no case. */
  organisationKey(organisationId: string): Promise<Buffer>;
}
