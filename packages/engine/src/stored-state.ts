import { paged } from './pages.ts';
import type { InstanceState, OpenJob } from './types/index.ts';

/** A state as an engine before this one stored it: jobs and user tasks by id. */
export interface FlatState extends Omit<InstanceState, 'stateVersion' | 'jobs' | 'userTasks'> {
  readonly stateVersion: 1;
  readonly jobs: Readonly<Record<string, OpenJob>>;
  readonly userTasks: Readonly<Record<string, { readonly instance: string }>>;
}

/** A stored state of any version in the shape of this one. */
export function currentState(stored: InstanceState | FlatState): InstanceState {
  if (stored.stateVersion === 2) return stored;
  return { ...stored, stateVersion: 2, jobs: paged(stored.jobs), userTasks: paged(stored.userTasks) };
}
