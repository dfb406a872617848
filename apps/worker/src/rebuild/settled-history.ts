import type { temporal } from '@temporalio/proto';

export type History = temporal.api.history.v1.IHistory;

/** The history up to its last completed workflow task and what that gave: the rest failed or is still under way. */
export function settledHistory(history: History): History {
  const events = history.events ?? [];
  const last = events.findLastIndex((event) => event.workflowTaskCompletedEventAttributes);
  let end = last + 1;
  while (end < events.length && !beginsAnew(events[end])) end += 1;
  return { ...history, events: events.slice(0, end) };
}

/** Run that this one continued, whose steps came before. */
export function runBefore({ events }: History): string | null {
  return events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || null;
}

/** What comes from outside after a task: the next task takes it up. */
function beginsAnew(event: temporal.api.history.v1.IHistoryEvent | undefined): boolean {
  return Boolean(
    event?.workflowTaskScheduledEventAttributes ??
      event?.workflowExecutionSignaledEventAttributes ??
      event?.timerFiredEventAttributes ??
      event?.activityTaskStartedEventAttributes,
  );
}
