import type { DeliveryResult, Found, WhenUnknown } from '../delivery-result.ts';

export interface Mailbox {
  /** `local@domain`, nothing else. */
  readonly address: string;
  readonly name?: string;
}

export interface Mail {
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly subject: string;
  readonly text: string;
  /** Epoch ms on the organisation's clock. */
  readonly date: number;
}

export interface EmailChannel {
  /** Reaches nobody outside: may be used by a clock that does not run in real time. */
  readonly sandbox: boolean;
  readonly whenUnknown: WhenUnknown;
  /** Makes one attempt and never throws for what a server does. `effectKey` is the idempotency key, the same at every attempt. */
  deliver(mail: Mail, effectKey: string): Promise<DeliveryResult>;
  /** Of channels that can be asked whether something arrived under our reference. SMTP can't. */
  find?(effectKey: string): Promise<Found>;
}
