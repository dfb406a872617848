/** The parts of the worker process, for tools that run one of their own (conformance, benchmarks). */
export { type Attendant, type Attended, startAttendant } from './attend/attendant.ts';
export { bundleWorkflows, workflowBundle } from './bundle.ts';
export { channelSettings } from './channel-settings.ts';
export { caseDataConverter } from './codec/case-data-converter.ts';
export { connectClient } from './connect-client.ts';
export { type DirectRun, directRun } from './direct/direct-run.ts';
export { type CaseRebuilt, rebuildCase, type RebuildContext } from './rebuild/rebuild-case.ts';
export { rebuildCases, type RebuildLine } from './rebuild/rebuild-cases.ts';
export { type Relay, type RelaySettings, startRelay } from './relay/relay.ts';
export { type RunningWorker, startWorker, type WorkerSettings } from './worker.ts';
