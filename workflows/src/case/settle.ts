import type { CaseActivities } from '@krok/activities';
import type { BusinessCalendar } from '@krok/calendar';
import type { Effect } from '@krok/engine';
import type { StepRecord } from '@krok/store';
import { proxyLocalActivities } from '@temporalio/workflow';
import { performEffect } from '../effects/perform-effect.ts';
import type { CaseRun } from './case-run.ts';
import { follow } from './follow.ts';
import type { Inbox } from './inbox.ts';
import type { JobRunner } from './job-runner.ts';
import { sharedCalendar } from './linked-cache.ts';
import { propose } from './propose.ts';

/** Commands that share one call to the log. */
const BATCH = 50;

const { commitSteps, loadCalendar } = proxyLocalActivities<CaseActivities>({
  startToCloseTimeout: '5 s',
  // Above this a retry waits on a server timer, so that a database outage does not hold the workflow task.
  localRetryThreshold: '5 s',
  retry: { initialInterval: '100 ms', backoffCoefficient: 3, maximumInterval: '60 s' },
});

/**
 * Takes the waiting commands through the log: what the log answers, not what was computed, becomes the state. Effects
 * start and replies go out only after that.
 */
export async function settle(run: CaseRun, inbox: Inbox, jobs: JobRunner): Promise<void> {
  const proposal = propose(run, inbox.waiting(BATCH));
  const answer = await commitSteps(proposal.request);
  switch (answer.kind) {
    case 'gap':
      // A plain error stops the case visibly; the task goes on by itself once the missing steps are rebuilt.
      throw new Error(`Expected the log of case ${run.caseId} to hold step ${run.head} but it ends at ${answer.head}.`);
    case 'follow':
      for (const stored of answer.steps) {
        const calendar = await calendarOf(run, stored);
        applied(run, inbox, jobs, stored, follow(run, stored, calendar));
      }
      run.behind = true;
      return;
    case 'duplicate':
    case 'committed':
      for (const { record, state, effects } of proposal.outcomes) {
        if (record.seq > answer.head) break;
        run.state = state;
        run.head = record.seq;
        applied(run, inbox, jobs, record, effects);
      }
  }
  run.behind = false;
  jobs.start();
  if (answer.kind === 'duplicate') {
    inbox.logged(answer.commandId, answer.seq);
    return;
  }
  for (const entry of proposal.idle) inbox.answer(entry, { kind: 'logged', seq: run.head });
  for (const { entry, rejection } of proposal.refusals) inbox.answer(entry, { kind: 'refused', ...rejection });
  if (answer.calendarVersion !== run.calendar.version) {
    run.calendar = sharedCalendar(await loadCalendar(run.caseId, answer.calendarVersion));
    run.calendars.set(answer.calendarVersion, run.calendar);
    inbox.post({
      id: `calendar:${answer.calendarVersion}`,
      at: run.state.lastNow,
      command: { kind: 'calendarChanged' },
    });
  }
}

function applied(run: CaseRun, inbox: Inbox, jobs: JobRunner, record: StepRecord, effects: readonly Effect[]): void {
  inbox.logged(record.commandId, record.seq);
  for (const effect of effects) performEffect(effect, { run, jobs, seq: record.seq });
}

async function calendarOf(run: CaseRun, stored: StepRecord): Promise<BusinessCalendar> {
  const known = run.calendars.get(stored.env.calendarVersion);
  if (known) return known;
  const loaded = sharedCalendar(await loadCalendar(run.caseId, stored.env.calendarVersion));
  run.calendars.set(loaded.version, loaded);
  return loaded;
}
