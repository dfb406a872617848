/** What mends something formal that was refused or rejected; pages have a sentence for each. */
export type Remedy =
  | 'signContract'
  | 'completeName'
  | 'completeIdentifiers'
  | 'completeAddress'
  | 'completeCreditor'
  | 'sendDemand'
  | 'confirmPosting'
  | 'wait'
  | 'approveAgain'
  | 'otherProceedings'
  | 'checkData'
  | 'sendAgain'
  | 'none';

/** `reason`: a refusal of our own rules, or the receiver's word. What is not known is looked at by a person. */
export function remedyOf(reason: string): Remedy {
  return REMEDIES[reason] ?? 'checkData';
}

const REMEDIES: Readonly<Record<string, Remedy>> = {
  noContract: 'signContract',
  notIdentified: 'completeIdentifiers',
  nameIncomplete: 'completeName',
  addressIncomplete: 'completeAddress',
  claimantIncomplete: 'completeCreditor',
  notDemanded: 'sendDemand',
  postingNotConfirmed: 'confirmPosting',
  monthNotOver: 'wait',
  overdueTooShort: 'wait',
  notDue: 'wait',
  belowThreshold: 'wait',
  approvalMissing: 'approveAgain',
  approvalVoid: 'approveAgain',
  amountChanged: 'approveAgain',
  tooOld: 'otherProceedings',
  foreignCurrency: 'otherProceedings',
  tooManyInvoices: 'otherProceedings',
  tooLarge: 'otherProceedings',
  underWay: 'none',
  nothingOwed: 'none',
  paid: 'none',
  // Words of KRD.
  DEBTOR_IDENTIFIER_MISSING: 'completeIdentifiers',
  LISTING_EXISTS: 'none',
  FAILED: 'sendAgain',
  CANCELED: 'sendAgain',
};
