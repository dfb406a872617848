import type { JobTaskElement } from '@krok/bpmn/executable';
import { createJob } from '../behaviors/jobs.ts';
import type { Behavior } from './behavior.ts';

/** Service, send, business rule and script tasks that a performer outside works on. */
export const jobTask: Behavior<JobTaskElement> = {
  activate(run, at, element) {
    return createJob(run, at, element.job);
  },
};
