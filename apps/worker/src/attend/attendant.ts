import type { Logger } from 'pino';
import { caseWorkflowId } from '@krok/workflows/messages';
import { reviveCase } from '../relay/revive-case.ts';
import type { SendContext } from '../relay/send-row.ts';
import { runningWorkflows } from './running-workflows.ts';
import { workflowHealth } from './workflow-health.ts';

export interface Attendant {
  /** One round now; counts what it did. Never two at once: a second call waits for the first and gives its answer. */
  attend(): Promise<Attended>;
  stop(): Promise<void>;
}

export interface Attended {
  readonly cases: number;
  /** Cases whose workflow was gone. */
  readonly started: number;
  /** Desks, listings, claims, daily works whose workflow was gone, and cases that slept over a timer. */
  readonly woken: number;
  readonly broken: number;
}

export interface AttendantSettings extends SendContext {
  readonly log: Logger;
  /** Milliseconds of real time between two rounds; default 3 minutes. */
  readonly everyMs?: number;
}

const EVERY_MS = 180_000;
const PAGE = 500;
/** Questions to Temporal at once. */
const AT_ONCE = 8;

/**
 * Sees to it that whatever is open has a workflow and that none fails unseen: at the start and every few minutes. One list
 * of what runs, page by page the open cases and the open work; Temporal is asked only for what is not on that list, sleeps
 * over a timer, or was reported.
 */
export function startAttendant(settings: AttendantSettings): Attendant {
  const { log, everyMs = EVERY_MS } = settings;
  let stopped = false;
  let underway: Promise<Attended> | null = null;
  let timer: NodeJS.Timeout | undefined;

  const attend = (): Promise<Attended> => {
    underway ??= round(settings, () => stopped).finally(() => {
      underway = null;
    });
    return underway;
  };
  const loop = async (): Promise<void> => {
    try {
      const attended = await attend();
      if (attended.started + attended.woken + attended.broken > 0) log.warn(attended, 'what stood still was seen to');
    } catch (error) {
      log.error({ error }, 'open cases could not be seen to; tried again later');
    }
    if (!stopped) timer = setTimeout(() => void loop(), everyMs).unref();
  };
  void loop();

  return {
    attend,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await underway?.catch(() => {});
    },
  };
}

async function round(settings: AttendantSettings, stopped: () => boolean): Promise<Attended> {
  const { store, client, taskQueue } = settings;
  const done = { cases: 0, started: 0, woken: 0, broken: 0 };
  const { running, reported } = await runningWorkflows(client, taskQueue);
  const known = new Set(await store.standstills.workflowsWith('brokenWorkflow'));
  const suspects = new Set([...known, ...(reported ?? running)]);

  const look = async (workflowId: string): Promise<'running' | 'broken' | 'completed' | 'absent'> => {
    if (running.has(workflowId) && !suspects.has(workflowId)) return 'running';
    suspects.delete(workflowId);
    const health = await workflowHealth(client, workflowId);
    if (health.kind === 'broken') {
      done.broken += 1;
      const detail = `${health.detail} (attempt ${health.attempts})`;
      await store.standstills.note({ workflowId, cause: 'brokenWorkflow', detail });
    } else if (known.has(workflowId)) await store.standstills.clear(workflowId, ['brokenWorkflow']);
    return health.kind;
  };

  for (let after: string | null = null; !stopped(); ) {
    const page = await store.recovery.openCases(after, PAGE);
    await each(page, async ({ caseId, overdue }) => {
      done.cases += 1;
      const found = await look(caseWorkflowId(caseId));
      if (found === 'running' && overdue) {
        done.woken += 1;
        await store.recovery.wake([caseWorkflowId(caseId)]);
      } else if (found === 'absent' || found === 'completed') {
        if ((await reviveCase(settings, caseId, found === 'completed')) === 'started') done.started += 1;
      }
    });
    after = page.at(-1)?.caseId ?? null;
    if (after === null || page.length < PAGE) break;
  }
  for (let after: string | null = null; !stopped(); ) {
    const page = await store.recovery.openWork(after, PAGE);
    await each(page, async (workflowId) => {
      const found = await look(workflowId);
      if (found === 'running' || found === 'broken') return;
      done.woken += 1;
      await store.recovery.wake([workflowId]);
    });
    after = page.at(-1) ?? null;
    if (after === null || page.length < PAGE) break;
  }
  // What was reported and is in none of the lists: broken, or mended and at rest.
  await each([...suspects], async (workflowId) => void (await look(workflowId)));
  return done;
}

async function each<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const queue = items[Symbol.iterator]();
  const hand = async (): Promise<void> => {
    for (const item of queue) await act(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
}
