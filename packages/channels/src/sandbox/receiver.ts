import type { IncomingMessage } from 'node:http';

/** A request that a sandbox got, and the present of the organisation that sent it. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Epoch ms on the organisation's clock. */
  readonly now: number;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** One of the receivers that stand in for those outside. */
export interface Receiver {
  /** Path that it answers at. */
  readonly path: string;
  answer(request: Received): Promise<Answer>;
}
