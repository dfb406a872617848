import type { Variables } from './message.ts';

/** A call activity asks for an instance of another process. */
export interface Call {
  readonly caseId: string;
  /** The engine's id of the call within the case. */
  readonly call: string;
  /** Deployment that the calling case is pinned to. */
  readonly callerDeployment: string;
  readonly processId: string;
  readonly binding: 'latest' | 'deployment' | 'versionTag';
  readonly versionTag?: string;
  readonly variables: Variables;
}

/** One deployed version of a process that a call may reach. */
export interface CallableProcess {
  readonly processId: string;
  readonly deployment: string;
  readonly versionTag?: string;
  /** Running number of deployment: the highest is the latest. */
  readonly position: number;
}

export type CallDecision =
  | { readonly kind: 'start'; readonly processId: string; readonly deployment: string }
  | { readonly kind: 'notFound'; readonly message: string };

/**
 * The version that a call starts. `latest`: deployed last. `deployment`: the one deployed together with the caller.
 * `versionTag`: the last one deployed with this tag.
 */
export function decideCall(call: Call, deployed: readonly CallableProcess[]): CallDecision {
  let chosen: CallableProcess | null = null;
  for (const each of deployed) {
    if (each.processId !== call.processId || !bindsTo(call, each)) continue;
    if (chosen === null || each.position > chosen.position) chosen = each;
  }
  if (chosen === null) return { kind: 'notFound', message: expectation(call) };
  return { kind: 'start', processId: chosen.processId, deployment: chosen.deployment };
}

function bindsTo(call: Call, candidate: CallableProcess): boolean {
  switch (call.binding) {
    case 'latest':
      return true;
    case 'deployment':
      return candidate.deployment === call.callerDeployment;
    case 'versionTag':
      return candidate.versionTag !== undefined && candidate.versionTag === call.versionTag;
  }
}

function expectation(call: Call): string {
  const which = {
    latest: '',
    deployment: ' in the deployment of the calling process',
    versionTag: ` with version tag "${call.versionTag ?? ''}"`,
  }[call.binding];
  return `Expected a deployed process "${call.processId}"${which} but found none.`;
}
