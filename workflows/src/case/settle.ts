import type { CaseActivities } from '@krok/activities';
import type { BusinessCalendar } from '@krok/calendar';
import type { Delivery } from '@krok/contracts/types';
import { type Command, type Effect, isToldAtOnce } from '@krok/engine';
import type { CommitAnswer, StepRecord } from '@krok/store';
import { patched, proxyLocalActivities, sleep } from '@temporalio/workflow';
import { performEffect } from '../effects/perform-effect.ts';
import type { CaseRun } from './case-run.ts';
import { follow } from './follow.ts';
import { isMigration, loadDefinitions } from './load-definitions.ts';
import type { Inbox } from './inbox.ts';
import type { JobRunner } from './job-runner.ts';
import { sharedCalendar } from './linked-cache.ts';
import { type Proposal, propose } from './propose.ts';

/** Commands that share one call to the log. */
const BATCH = 50;
/** Characters of steps taken over in one workflow task. */
const FOLLOWED_AT_ONCE = 1_000_000;

const { commitSteps, loadCalendar } = proxyLocalActivities<CaseActivities>({
  startToCloseTimeout: '5 s',
  // Above this a retry waits on a server timer, so that a database outage does not hold the workflow task.
  localRetryThreshold: '5 s',
  retry: { initialInterval: '100 ms', backoffCoefficient: 3, maximumInterval: '60 s' },
});

/** The answer of the log to a proposal. */
export function commit({ request }: Proposal): Promise<CommitAnswer> {
  return commitSteps(request);
}

/** The waiting commands, on a copy of the state; or what has to be loaded before they can be tried. */
export function proposalOf(run: CaseRun, inbox: Inbox): Proposal | Promise<Proposal> {
  const entries = inbox.waiting(BATCH);
  // Awaited only where there is something to load: cases that never migrate go on as they always did.
  const migrations = entries.map(({ delivery }) => delivery.command as Command).filter(isMigration);
  return migrations.length === 0
    ? propose(run, entries)
    : loadDefinitions(run, migrations).then(() => propose(run, entries));
}

/**
 * What the log answers, not what was computed, becomes the state. Effects start and replies go out only after that. A promise only
 * where there is more to wait for.
 */
export function takeOver(
  run: CaseRun,
  inbox: Inbox,
  jobs: JobRunner,
  proposal: Proposal,
  answer: CommitAnswer,
): Promise<void> | null {
  switch (answer.kind) {
    case 'gap':
      // A plain error stops the case visibly; the task goes on by itself once the missing steps are rebuilt.
      throw new Error(`Expected the log of case ${run.caseId} to hold step ${run.head} but it ends at ${answer.head}.`);
    case 'follow':
      return followAll(run, inbox, jobs, answer.steps);
    case 'duplicate':
    case 'unstorable':
    case 'committed':
      for (const { record, state, effects } of proposal.outcomes) {
        if (record.seq > answer.head) break;
        run.state = state;
        run.head = record.seq;
        applied(run, inbox, jobs, record, effects);
      }
  }
  run.behind = false;
  run.followed = 0;
  jobs.start();
  if (answer.kind === 'duplicate') {
    inbox.logged(answer.commandId, answer.seq);
    return null;
  }
  if (answer.kind === 'unstorable') {
    setAside(inbox, run, answer);
    return null;
  }
  // Another state may lead to another step: what was set aside is tried once more.
  if (proposal.outcomes.length > 0) inbox.release();
  for (const entry of proposal.idle) inbox.answer(entry, { kind: 'logged', seq: run.head });
  for (const { entry, rejection } of proposal.refusals) inbox.answer(entry, { kind: 'refused', ...rejection });
  return answer.calendarVersion === run.calendar.version ? null : changeCalendar(run, inbox, answer.calendarVersion);
}

async function followAll(run: CaseRun, inbox: Inbox, jobs: JobRunner, steps: readonly StepRecord[]): Promise<void> {
  for (const stored of steps) {
    const calendar = await calendarOf(run, stored);
    if (isMigration(stored.command)) await loadDefinitions(run, [stored.command]);
    applied(run, inbox, jobs, stored, follow(run, stored, calendar));
  }
  run.behind = true;
  await breathe(run, steps);
}

async function changeCalendar(run: CaseRun, inbox: Inbox, version: string): Promise<void> {
  run.calendar = sharedCalendar(await loadCalendar(run.caseId, version));
  run.calendars.set(version, run.calendar);
  inbox.post({
    // With the step: a calendar may come into force again.
    id: `calendar:${version}@${run.head}`,
    at: run.state.lastNow,
    command: { kind: 'calendarChanged' },
  });
}

/**
 * All results of one workflow task go to Temporal in one request of at most 4 MB: a case far behind ends its task now and
 * then. Cases that began to follow before this was so go on without.
 */
async function breathe(run: CaseRun, steps: readonly StepRecord[]): Promise<void> {
  run.followed += JSON.stringify(steps).length;
  if (run.followed < FOLLOWED_AT_ONCE || !patched('follow-in-portions')) return;
  run.followed = 0;
  await sleep(1);
}

/**
 * The answer of a job that nobody can store is a failure of the job: an incident, for which there is a remedy. Who can be
 * told that the case would hold too much, is told.
 */
function setAside(
  inbox: Inbox,
  run: CaseRun,
  { commandId, reason, cause }: Extract<CommitAnswer, { kind: 'unstorable' }>,
): void {
  const command = inbox.find(commandId)?.command as Command | undefined;
  if (cause === 'tooLarge' && command !== undefined && isToldAtOnce(command)) {
    inbox.answerAll(commandId, { kind: 'refused', code: 'tooLarge', message: reason });
    if (isJobAnswer(command)) inbox.post(failure(run, commandId, command.job, `${reason}.`));
    return;
  }
  const own = inbox.setAside(commandId, { kind: 'setAside', reason, ...(cause && { cause }) });
  if (own === undefined || command === undefined || !isJobAnswer(command)) return;
  inbox.forget(commandId);
  const message = `Expected a result that can be stored but the database refuses it: ${reason}.`;
  inbox.post(failure(run, commandId, command.job, message));
}

function failure(run: CaseRun, commandId: string, job: string, message: string): Delivery {
  const command = { kind: 'failJob', job, retries: 0, backOff: 0, message } as const;
  return { id: `${commandId}:unstorable`, at: run.state.lastNow, command };
}

function isJobAnswer(command: Command): command is Extract<Command, { kind: 'completeJob' | 'throwJobError' }> {
  return command.kind === 'completeJob' || command.kind === 'throwJobError';
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
