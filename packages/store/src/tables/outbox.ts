import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Refusal } from '../surface/outbox.ts';

export interface MessageTable {
  id: string;
  position: GeneratedAlways<number>;
  organisation_id: string;
  message_id: string;
  name: string;
  correlation_key: string;
  published_at: number;
  expires_at: number;
  buffered: boolean;
  served: string[];
  payload: Buffer;
}

export interface OutboxTable {
  id: string;
  position: GeneratedAlways<number>;
  organisation_id: string;
  kind: 'startCase' | 'command' | 'wakeDesk' | 'wakeDaily' | 'wakeCase' | 'wakeListing' | 'wakeClaim';
  lane: string;
  case_id: string | null;
  desk_key: string | null;
  woken: string | null;
  command_kind: string | null;
  command: Buffer | null;
  at: number;
  /** The case's log holds the command; pending until the workflow has answered. */
  logged_at: Date | null;
  status: Generated<'pending' | 'delivered' | 'refused' | 'closed' | 'aside'>;
  sending: Generated<number>;
  attempts: Generated<number>;
  next_attempt_at: Generated<Date>;
  leased_until: Date | null;
  last_error: string | null;
  rejection: ColumnType<Refusal | null, string | null, string | null>;
  message_row: string | null;
  subscription: string | null;
  act_id: string | null;
  actor: string | null;
  settled_at: Date | null;
  seen: number | null;
}

export interface SubscriptionTable {
  case_id: string;
  subscription: string;
  position: GeneratedAlways<number>;
  organisation_id: string;
  kind: 'message' | 'signal';
  process_id: string;
  element: number;
  name: string;
  correlation_key: string | null;
  opened_at: number;
  busy_with: string | null;
}
