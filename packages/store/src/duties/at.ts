/** The instant (epoch ms on the organisation's clock) and the zone in which it is a day. */
export interface At {
  readonly now: number;
  readonly zone: string;
}
