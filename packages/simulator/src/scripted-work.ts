import type { JobAnswer, ScenarioDelay, Script, UserTaskAnswer } from '@krok/contracts/types';
import { instantAfter } from './instant-after.ts';
import type { OpenJob, OpenUserTask } from './simulated-case.ts';

export type PlannedWork =
  | { readonly kind: 'job'; readonly work: OpenJob; readonly answer: JobAnswer; readonly due: number }
  | { readonly kind: 'userTask'; readonly work: OpenUserTask; readonly answer: UserTaskAnswer; readonly due: number };

interface Scripts {
  readonly jobs: Readonly<Record<string, Script<JobAnswer>>>;
  readonly userTasks: Readonly<Record<string, Script<UserTaskAnswer>>>;
}

const DONE: JobAnswer = { complete: {} };

/** The workers and people of a scenario: plans an answer for each piece of work when it first sees it, oldest first. */
export class ScriptedWork {
  readonly #scripts: Scripts;
  readonly #zone: string;
  readonly #random: () => number;
  readonly #uses = new Map<string, number>();
  #planned = new Map<number, PlannedWork>();

  constructor(scripts: Scripts, zone: string, random: () => number) {
    this.#scripts = scripts;
    this.#zone = zone;
    this.#random = random;
  }

  /** Takes notice of what is open now. Work that is not open any more is forgotten. */
  see(jobs: readonly OpenJob[], userTasks: readonly OpenUserTask[]): void {
    const planned = new Map<number, PlannedWork>();
    for (const work of [...jobs, ...userTasks].sort((a, b) => a.order - b.order)) {
      const plan = this.#planned.get(work.order) ?? this.#plan(work);
      if (plan !== null) planned.set(work.order, plan);
    }
    this.#planned = planned;
  }

  /** The oldest piece of work whose answer is due. */
  due(now: number): PlannedWork | null {
    for (const each of this.#planned.values()) if (each.due <= now) return each;
    return null;
  }

  /** Epoch ms of the earliest planned answer. */
  nextDue(): number | null {
    let earliest: number | null = null;
    for (const { due } of this.#planned.values()) if (earliest === null || due < earliest) earliest = due;
    return earliest;
  }

  #plan(work: OpenJob | OpenUserTask): PlannedWork | null {
    if ('job' in work) {
      const script = own(this.#scripts.jobs, work.type) ?? DONE;
      const answer = this.#choose(`job ${work.type}`, script);
      return { kind: 'job', work, answer, due: this.#dueOf(work.createdAt, answer.after) };
    }
    const script = own(this.#scripts.userTasks, work.elementId);
    if (script === undefined) return null;
    const answer = this.#choose(`user task ${work.elementId}`, script);
    return { kind: 'userTask', work, answer, due: this.#dueOf(work.createdAt, answer.after) };
  }

  #choose<Answer extends JobAnswer | UserTaskAnswer>(key: string, script: Script<Answer>): Answer {
    if ('inOrder' in script) {
      const use = this.#uses.get(key) ?? 0;
      this.#uses.set(key, use + 1);
      return nth(script.inOrder, Math.min(use, script.inOrder.length - 1));
    }
    if ('oneOf' in script) {
      const total = script.oneOf.reduce((sum, each) => sum + each.weight, 0);
      let drawn = this.#random() * total;
      for (const { weight, answer } of script.oneOf) {
        drawn -= weight;
        if (drawn < 0) return answer;
      }
      return nth(script.oneOf, script.oneOf.length - 1).answer;
    }
    return script;
  }

  #dueOf(createdAt: number, delay: ScenarioDelay | undefined): number {
    if (delay === undefined) return createdAt;
    if (typeof delay === 'string') return instantAfter(createdAt, delay, this.#zone);
    const [least, most] = delay.between.map((each) => instantAfter(createdAt, each, this.#zone));
    if (least === undefined || most === undefined) return createdAt;
    return Math.floor(least + this.#random() * (most - least));
  }
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function nth<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError('Expected at least one answer but got none.');
  return found;
}
