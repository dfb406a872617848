/** What one attempt came to. */
export type DeliveryResult =
  /** The receiver took it over. `reference`: ours or the receiver's, to find it by. */
  | { readonly kind: 'accepted'; readonly reference: string }
  /** It surely was not taken over. `permanent`: the same thing would be refused again. `reason` names no person. */
  | { readonly kind: 'refused'; readonly reason: string; readonly permanent: boolean }
  /** The line broke after everything was said: nobody here can know. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** What a receiver that can be asked knows about our own reference. */
export type Found =
  | { readonly kind: 'delivered'; readonly reference: string }
  | { readonly kind: 'notDelivered' }
  | { readonly kind: 'unknown' };

/** What to do with an effect that can't be known: wait for a person, or risk that it arrives twice. */
export type WhenUnknown = 'hold' | 'resend';
