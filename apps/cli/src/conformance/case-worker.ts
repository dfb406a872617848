import { polishCalendar } from '@krok/calendar';
import { answerText, answerValues, instantAfter } from '@krok/simulator';
import type { Session, SessionAnswer, SessionJob } from '../drivers/driver.ts';
import type { ExecutionCase } from './case-format.ts';

type Answer = ExecutionCase['jobs'][string];

const HOUR = 3_600_000;
const ZONE = 'Europe/Warsaw';
const CALENDAR = polishCalendar();
const MAX_ANSWERS = 10_000;

/** The one worker of a case: answers one job at a time, the oldest that is due, when the engine has nothing left to do. */
export class CaseWorker {
  readonly answered: string[] = [];
  readonly #session: Session;
  readonly #answers: Readonly<Record<string, Answer>>;

  constructor(session: Session, answers: Readonly<Record<string, Answer>>) {
    this.#session = session;
    this.#answers = answers;
  }

  async runToRest(): Promise<void> {
    for (let answers = 0; answers < MAX_ANSWERS; answers += 1) {
      const now = await this.#session.now();
      // What is due already (PT0S, a date gone by) needs neither an answer nor time that passes.
      const timer = await this.#session.nextDue();
      if (timer !== null && timer <= now) {
        await this.#session.advanceTo(now);
        continue;
      }
      const due = (await this.#session.openJobs()).find((each) => this.#dueOf(each) <= now);
      if (due === undefined) return;
      await this.#answer(due, now);
    }
    throw new Error(`Expected rest after ${MAX_ANSWERS} jobs but more are open.`);
  }

  async advance(duration: string): Promise<void> {
    const end = instantAfter(await this.#session.now(), duration, ZONE);
    for (let due = await this.#nextDue(); due !== null && due <= end; due = await this.#nextDue()) {
      await this.#session.advanceTo(Math.max(due, await this.#session.now()));
      await this.runToRest();
    }
    await this.#session.advanceTo(end);
    await this.runToRest();
  }

  async publish(message: NonNullable<Answer['publish']>, over: SessionJob['variables']): Promise<void> {
    const env = { now: await this.#session.now(), zone: ZONE, calendar: CALENDAR };
    await this.#session.publish({
      name: message.name,
      correlationKey: answerText(message.correlationKey, over, env),
      variables: answerValues(message.variables ?? {}, over, env),
      timeToLive: HOUR,
    });
  }

  async #answer(job: SessionJob, now: number): Promise<void> {
    const answer = this.#answerOf(job.type);
    if (answer?.publish !== undefined) await this.publish(answer.publish, job.variables);
    if (await this.#session.answer(job, sessionAnswer(answer, job, now))) this.answered.push(job.type);
  }

  async #nextDue(): Promise<number | null> {
    const timer = await this.#session.nextDue();
    const jobs = (await this.#session.openJobs()).map((each) => this.#dueOf(each));
    const dues = timer === null ? jobs : [timer, ...jobs];
    return dues.length === 0 ? null : Math.min(...dues);
  }

  #dueOf(job: SessionJob): number {
    const after = this.#answerOf(job.type)?.after;
    return after === undefined ? job.createdAt : instantAfter(job.createdAt, after, ZONE);
  }

  #answerOf(type: string): Answer | undefined {
    return Object.hasOwn(this.#answers, type) ? this.#answers[type] : undefined;
  }
}

function sessionAnswer(answer: Answer | undefined, job: SessionJob, now: number): SessionAnswer {
  if (answer?.error !== undefined) return { kind: 'error', code: answer.error };
  if (answer?.escalation !== undefined) return { kind: 'escalation', code: answer.escalation };
  return {
    kind: 'complete',
    variables: answerValues(answer?.complete ?? {}, job.variables, { now, zone: ZONE, calendar: CALENDAR }),
  };
}
