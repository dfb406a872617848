import { z } from 'zod';
import type { DeliveryResult, Found, WhenUnknown } from '../delivery-result.ts';
import { exchange } from '../http/exchange.ts';
import { clockHeaders, type ReceiverAddress } from '../http/receiver-address.ts';
import { smsLength } from './sms-length.ts';

export interface Sms {
  /** As people write it; Polish unless it begins with + or 00. */
  readonly to: string;
  /** Sender name registered with the operator; without one, the account's own. */
  readonly from?: string;
  readonly text: string;
  /** Epoch ms on the organisation's clock. */
  readonly date: number;
}

export interface SmsChannel {
  readonly sandbox: boolean;
  readonly whenUnknown: WhenUnknown;
  /** One attempt; never throws for what the operator does. */
  deliver(sms: Sms, effectKey: string): Promise<DeliveryResult>;
  find?(effectKey: string, now: number): Promise<Found>;
}

export interface SmsApiOptions {
  /** Of `sms.do`. */
  readonly address: ReceiverAddress;
  readonly token: string;
  /** Default `hold`. */
  readonly whenUnknown?: WhenUnknown;
  readonly attemptLimit?: number;
}

/** Longest text, in messages it is sent as. */
const MOST_PARTS = 6;

/** SMSAPI.pl, `sms.do`. `idx` carries the effect key and `check_idx` makes the operator refuse it a second time (error 53). */
export function smsApiChannel(options: SmsApiOptions): SmsChannel {
  const { address, token, whenUnknown = 'hold', attemptLimit = 10_000 } = options;
  const headers = { authorization: `Bearer ${token}` };
  const channel: SmsChannel = {
    sandbox: address.sandbox,
    whenUnknown,
    async deliver({ to, from, text, date }, effectKey) {
      const number = phoneNumber(to);
      if (number === null) return { kind: 'refused', reason: 'recipient is no phone number', permanent: true };
      if (text.trim() === '' || smsLength(text).parts > MOST_PARTS) {
        return { kind: 'refused', reason: `text is not 1 to ${MOST_PARTS} messages long`, permanent: true };
      }
      const body = new URLSearchParams({
        to: number,
        message: text,
        format: 'json',
        encoding: 'utf-8',
        idx: effectKey,
        check_idx: '1',
        ...(from !== undefined && { from }),
      });
      const answered = await exchange({
        url: address.url,
        method: 'POST',
        headers: {
          ...headers,
          ...clockHeaders(address, date),
          'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
        },
        body: body.toString(),
        limit: attemptLimit,
      });
      if (answered.kind === 'unreached') return { kind: 'refused', reason: answered.reason, permanent: false };
      if (answered.kind === 'broken') return { kind: 'unknown', reason: answered.reason };
      return resultOf(answered.status, answered.body, effectKey);
    },
  };
  if (!address.sandbox) return channel;
  return {
    ...channel,
    // The operator itself offers no look-up by idx; its sandbox does.
    async find(effectKey, now) {
      const url = `${address.url}?idx=${encodeURIComponent(effectKey)}`;
      const answered = await exchange({
        url,
        method: 'GET',
        headers: { ...headers, ...clockHeaders(address, now) },
        limit: attemptLimit,
      });
      if (answered.kind !== 'answer' || answered.status !== 200) return { kind: 'unknown' };
      const parsed = ACCEPTED.safeParse(jsonOf(answered.body));
      const [first] = parsed.success ? parsed.data.list : [];
      return first ? { kind: 'delivered', reference: first.id } : { kind: 'notDelivered' };
    },
  };
}

/** Digits with the country code, as the operator wants them. */
export function phoneNumber(text: string): string | null {
  const digits = text.replaceAll(/[\s().-]/g, '').replace(/^00/, '+');
  if (/^\+[1-9]\d{7,14}$/.test(digits)) return digits.slice(1);
  if (/^48[1-9]\d{8}$/.test(digits)) return digits;
  return /^[1-9]\d{8}$/.test(digits) ? `48${digits}` : null;
}

const ACCEPTED = z.object({ list: z.array(z.object({ id: z.string() })) });
const REFUSED = z.object({ error: z.number(), message: z.string().optional() });

/** Errors about the message itself: another day it would be refused again. */
const PERMANENT: ReadonlySet<number> = new Set([11, 12, 13, 14, 17, 18, 19, 20, 30, 31, 200]);
const KNOWN_IDX = 53;

function resultOf(status: number, body: string, effectKey: string): DeliveryResult {
  const json = jsonOf(body);
  const refused = REFUSED.safeParse(json);
  if (refused.success) {
    const { error } = refused.data;
    // Refused as a repeat: the first one was taken over.
    if (error === KNOWN_IDX) return { kind: 'accepted', reference: effectKey };
    return { kind: 'refused', reason: `SMSAPI ${error}`, permanent: PERMANENT.has(error) };
  }
  const accepted = ACCEPTED.safeParse(json);
  const [first] = accepted.success ? accepted.data.list : [];
  if (status === 200 && first) return { kind: 'accepted', reference: first.id };
  if (status >= 400 && status < 500) return { kind: 'refused', reason: `HTTP ${status}`, permanent: false };
  return { kind: 'unknown', reason: `HTTP ${status}` };
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
