import type { Followed } from '@krok/store';

/** A listing or a claim by its id. */
export interface EntryOrder {
  readonly id: string;
}

export type FollowedEntry = Followed;

/** Both may run again at any moment: they ask the register or the court, and then the pure deciders. */
export interface DutyActivities {
  followListing(order: EntryOrder): Promise<FollowedEntry>;
  followClaim(order: EntryOrder): Promise<FollowedEntry>;
}
