import * as schemas from '@krok/contracts/schemas';
import {
  actEntry,
  approvalDocument,
  approvalView,
  caseStatus,
  claimView,
  dutyFinding,
  dutyOutcome,
  dutyOutcomes,
  dutyTask,
  legalForm,
  ledgerHold,
  ledgerPlan,
  ledgerPromise,
  listingView,
  moneyEntry,
  promiseEnd,
  notification,
  operations,
  promiseEntry,
  registeredLetterView,
  repair,
  replayStep,
  replyChannel,
  role,
  sandboxFiling,
  sandboxKrdOrder,
  signedApproval,
  standstillItem,
  waitingToLeave,
  workDetail,
  workQueue,
} from '@krok/contracts/schemas';
import { z } from 'zod';
import { commandTexts, eventTexts } from '../src/replay/event-texts.ts';

/** Texts that are named by a member of an enum of the contract. */
export const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  'work.approval.askedBy.': approvalView.shape.askedBy.element.shape.did.options,
  'work.approval.document.': approvalDocument.shape.kind.options,
  'work.approval.document.creditorOf.': approvalDocument.shape.kind.options,
  'work.approval.document.debtorOf.': approvalDocument.shape.kind.options,
  'work.approval.voided.': signedApproval.shape.items.element.shape.voided.unwrap().shape.reason.options,
  'work.duties.': dutyTask.options,
  'work.outcomes.': dutyOutcome.options,
  'work.replyChannel.': replyChannel.options,
  'desk.outcomes.': Object.values(dutyOutcomes).flat(),
  'desk.queues.': workQueue.options,
  'desk.approval.': approvalView.shape.mayDecide.options.filter((one) => one !== 'yes'),
  'desk.': workDetail.shape.holds.element.shape.kind.options,
  'debtor.': ledgerHold.shape.kind.options,
  'legalForm.': legalForm.options,
  'roles.': role.options,
  'status.': caseStatus.options,
  'debtorPlan.state.': ledgerPlan.shape.state.options,
  'debtor.promiseState.': ledgerPromise.shape.items.element.shape.state.options,
  'file.': ledgerHold.shape.kind.options,
  'file.approvals.state.': signedApproval.shape.items.element.shape.state.unwrap().options,
  'history.entry.money.': moneyEntry.shape.what.options,
  'history.entry.promise.': promiseEntry.shape.what.options,
  'file.grounds.state.': listingView.shape.state.options,
  'frame.bell.': notification.options.map(({ shape }) => shape.kind.value),
  'ops.channelMode.': operations.shape.worker.shape.channels.valueType.options,
  'ops.stuckReason.': operations.shape.stuck.element.shape.reason.options,
  'money.end.': promiseEnd.options,
  'oversight.channels.': actEntry.shape.channel.options,
  'repairs.because.': standstillItem.shape.cause.options,
  'repairs.owner.': standstillItem.shape.owner.options,
  'repairs.remedy.': standstillItem.shape.remedy.options,
  'repairs.result.': repair.shape.state.options,
  'replay.event.': Object.values(eventTexts).filter((text) => text !== null),
  'step.': Object.values(commandTexts),
  'replay.actor.': replayStep.shape.origin.options,
  'register.finding.': dutyFinding.shape.kind.options,
  'sandbox.epu.': sandboxFiling.shape.kind.options,
  'sandbox.krd.': sandboxKrdOrder.shape.action.options,
  'settings.sending.channels.': waitingToLeave.shape.items.element.shape.channel.options,
  'register.claimState.': claimView.shape.state.options,
  'register.listingState.': listingView.shape.state.options,
  'register.letterKind.': registeredLetterView.shape.kind.options,
  'register.letterState.': registeredLetterView.shape.state.options,
};

/** Asked for by a name that is put together beforehand. */
export const READ_OTHERWISE = new Set(['work.outcomes.']);

/** Every enum of the contract, whole. */
export function contractEnums(): readonly ReadonlySet<string>[] {
  const seen = new Set<unknown>();
  const found = new Map<string, ReadonlySet<string>>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (value instanceof z.ZodEnum) found.set(value.options.join(), new Set(value.options.map(String)));
    if (value instanceof z.ZodType) for (const part of Object.values(value.def)) walk(part);
    else for (const part of Object.values(value)) walk(part);
  };
  for (const schema of Object.values(schemas)) walk(schema);
  return [...found.values()];
}

/** Parts of a page that are called like members of an enum, and are fewer. */
export const OTHERWISE = new Set<string>([]);
