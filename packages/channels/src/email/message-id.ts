import { ChannelError } from '../errors.ts';

/** Header that carries the effect key as it is. */
export const EFFECT_HEADER = 'X-Krok-Effect';

/**
 * The Message-ID of an effect, the same at every attempt, so that a receiver may recognise a repeat (RFC 5322 §3.6.4).
 * Characters that no dot-atom holds are written as their code.
 */
export function messageIdOf(effectKey: string, host: string): string {
  if (!/^[\x21-\x7e]{1,200}$/.test(effectKey)) {
    throw new ChannelError('CHANNEL_EFFECT_KEY', 'Expected an effect key of 1 to 200 printable ASCII characters.');
  }
  const left = effectKey.replace(/[^A-Za-z0-9_-]/g, (char) => `=${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return `<${left}@${host}>`;
}
