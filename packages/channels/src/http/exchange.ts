/** What became of one request. */
export type Exchange =
  | { readonly kind: 'answer'; readonly status: number; readonly body: string }
  /** No connection came about: nothing was said. */
  | { readonly kind: 'unreached'; readonly reason: string }
  /** The request may have been read. */
  | { readonly kind: 'broken'; readonly reason: string };

export interface Outgoing {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds until it is given up. */
  readonly limit: number;
}

/** Makes one request and never throws. Redirects are not followed: a request is meant for one receiver. */
export async function exchange({ url, method, headers, body, limit }: Outgoing): Promise<Exchange> {
  try {
    const response = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(limit),
      ...(body !== undefined && { body }),
    });
    return { kind: 'answer', status: response.status, body: await response.text() };
  } catch (error) {
    const reason = codeOf(error);
    return { kind: NEVER_REACHED.has(reason) ? 'unreached' : 'broken', reason };
  }
}

const NEVER_REACHED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN';
  const { cause } = error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return error.name;
}
