export { type Call, type CallableProcess, type CallDecision, decideCall } from './decide-call.ts';
export { type CalledEndedDecision, type CaseEnd, decideCalledEnded, type ParentCall } from './decide-called-ended.ts';
export { decideEndedInstance, type EndedInstance, type EndedInstanceView } from './decide-ended-instance.ts';
export { decidePublish, type PublishDecision, type PublishView } from './decide-publish.ts';
export { decideRefused, type RefusedDecision } from './decide-refused.ts';
export {
  decideSignal,
  type SignalDecision,
  type SignalScope,
  type SignalStart,
  type SignalSubscription,
} from './decide-signal.ts';
export { decideSubscribe } from './decide-subscribe.ts';
export { ExchangeError, type ExchangeErrorCode } from './errors.ts';
export type {
  DeployedProcess,
  Delivery,
  Eventually,
  ExchangeHost,
  OpenCase,
  Publication,
  Settlement,
} from './exchange-host.ts';
export { MemoryExchange } from './memory-exchange.ts';
export type { MessageView } from './match-process.ts';
export {
  type BufferedMessage,
  isAlive,
  type Json,
  type Message,
  type MessageStart,
  type MessageSubscription,
  subscriptionId,
  type Variables,
} from './message.ts';
