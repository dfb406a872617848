import { deliverSignal } from '../behaviors/signals.ts';
import { trigger } from '../behaviors/triggering.ts';
import type { Run } from '../run.ts';
import type { Command, Rejection } from '../types/index.ts';
import { reject, rejectVariables } from './reject.ts';

export function correlateMessage(
  run: Run,
  { subscription: id, messageId, variables }: Extract<Command, { kind: 'correlateMessage' }>,
): Rejection | null {
  const subscription = run.draft.subscriptions.get(id);
  if (subscription?.kind !== 'message') {
    return reject('noSuchSubscription', `Expected an open message subscription ${id} but there is none`);
  }
  const rejection = rejectVariables(variables);
  if (rejection !== null) return rejection;
  run.emit({ kind: 'messageCorrelated', subscription: id, messageId });
  trigger(run, subscription, variables);
  return null;
}

export function broadcastSignal(
  run: Run,
  { name, variables }: Extract<Command, { kind: 'broadcastSignal' }>,
): Rejection | null {
  const rejection = rejectVariables(variables);
  if (rejection !== null) return rejection;
  deliverSignal(run, name, variables);
  return null;
}
