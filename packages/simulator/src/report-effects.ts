import type { Effect } from '@krok/engine';
import type { MemoryExchange } from '@krok/exchange';

/** Tells the exchange what a step of a case opened, closed, threw and called. Jobs and user tasks are not its matter. */
export function reportEffects(exchange: MemoryExchange, caseId: string, effects: readonly Effect[], now: number): void {
  for (const effect of effects) reportOne(exchange, caseId, effect, now);
}

function reportOne(exchange: MemoryExchange, caseId: string, effect: Effect, now: number): void {
  switch (effect.kind) {
    case 'messageSubscribed':
      return exchange.messageSubscribed(caseId, effect.subscription, effect.name, effect.correlationKey, now);
    case 'messageUnsubscribed':
      return exchange.messageUnsubscribed(caseId, effect.subscription);
    case 'signalSubscribed':
      return exchange.signalSubscribed(caseId, effect.subscription, effect.name);
    case 'signalUnsubscribed':
      return exchange.signalUnsubscribed(caseId, effect.subscription);
    case 'signalThrown':
      return exchange.broadcast(effect.name, effect.variables, { kind: 'all' }, caseId);
    case 'escalationThrown':
      return effect.caughtBy === undefined
        ? exchange.escalated(caseId, effect.code, effect.variables ?? {})
        : undefined;
    case 'callStarted': {
      const { call, processId, binding, versionTag, variables } = effect;
      return exchange.call({
        caseId,
        call,
        processId,
        binding,
        variables,
        ...(versionTag === undefined ? {} : { versionTag }),
      });
    }
    case 'callCancelled':
      return exchange.callCancelled(caseId, effect.call);
    case 'instanceCompleted':
      return exchange.caseEnded(caseId, { kind: 'completed', variables: effect.variables }, now);
    case 'instanceTerminated':
      return exchange.caseEnded(caseId, endOf(effect), now);
    case 'jobCreated':
    case 'jobOffered':
    case 'jobCancelled':
    case 'userTaskCreated':
    case 'userTaskCancelled':
      return;
  }
}

function endOf(effect: Extract<Effect, { kind: 'instanceTerminated' }>) {
  return { ...effect, kind: 'terminated' as const };
}
