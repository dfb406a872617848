import type { InstanceState } from './types/index.ts';
import { ENGINE_VERSION } from './version.ts';

/** An instance before its start command: status `new`. */
export function initialState(): InstanceState {
  return NEW;
}

const NEW: InstanceState = Object.freeze({
  stateVersion: 2,
  engineVersion: ENGINE_VERSION,
  status: 'new',
  nextId: 1,
  root: '',
  instances: Object.freeze({}),
  jobs: Object.freeze({}),
  userTasks: Object.freeze({}),
  subscriptions: Object.freeze({}),
  timers: Object.freeze({}),
  calls: Object.freeze({}),
  incidents: Object.freeze({}),
  lastNow: 0,
});
