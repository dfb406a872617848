import type { ActChannel } from '@krok/contracts/types';

/** Outputs of an act's job: `emailStatus`, and where it was sent `emailReference`, where it was not `emailReason`. */
export function statusVariables(
  channel: ActChannel,
  status: 'sent' | 'notNeeded' | 'refused',
  detail: string,
): { readonly [name: string]: string } {
  return { [`${channel}Status`]: status, [`${channel}${status === 'sent' ? 'Reference' : 'Reason'}`]: detail };
}
