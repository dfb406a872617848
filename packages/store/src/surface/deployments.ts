/** What `deploy` needs to know of one compiled process. */
export interface DeployableProcess {
  readonly processId: string;
  readonly name?: string;
  readonly versionTag?: string;
  /** `zeebe:property` entries of the process. */
  readonly properties: Readonly<Record<string, string>>;
  /** Lower-case hex SHA-256 of `bytes`. */
  readonly hash: string;
  /** Canonical JSON (RFC 8785) of the ExecutableProcess, UTF-8. */
  readonly bytes: Uint8Array;
  readonly messageStarts: readonly { readonly startEvent: number; readonly name: string }[];
  readonly signalStarts: readonly { readonly startEvent: number; readonly name: string }[];
  /** `due` epoch ms on the organisation's clock; `repeat` counts down, -1 is for ever; `cycle` ISO interval or cron text. */
  readonly timerStarts?: readonly {
    readonly startEvent: number;
    readonly due: number;
    readonly repeat: number;
    readonly cycle?: string;
  }[];
}

export interface DeployRequest {
  readonly organisationId: string;
  readonly name: string;
  readonly xml: string;
  readonly compilerVersion: string;
  readonly processes: readonly DeployableProcess[];
  /** User id; null for the system itself. */
  readonly by: string | null;
  /** Who asked for it, where another person publishes. */
  readonly requestedBy?: string;
  /** Why it is published. */
  readonly note?: string;
  /** Forms and decision tables of the procedure. */
  readonly files?: readonly DeploymentFile[];
  /**
   * What its author compared it with: the deployment in force of the first process, null for none. Throws
   * `OTHER_IN_FORCE` when another is in force.
   */
  readonly over?: string | null;
}

/** A form (JSON) or a decision table (DMN XML) that was published with a diagram. */
export interface DeploymentFile {
  readonly kind: 'form' | 'dmn';
  readonly name: string;
  readonly content: string;
  /** Ids under which a diagram asks for it: the form's id, or the ids of its decisions. */
  readonly resourceIds: readonly string[];
}

export interface ResourceQuery {
  readonly organisationId: string;
  readonly kind: DeploymentFile['kind'];
  /** `formId` or `decisionId` of an element. */
  readonly resourceId: string;
  /** Binding `deployment`: the one of the case. Absent, binding `latest`: the newest of the organisation. */
  readonly deploymentId?: string;
}

/** A version for people: who published it, why, and how many cases still run on it. */
export interface VersionLine extends DeployedVersion {
  readonly note: string | null;
  /** Real time, epoch ms. */
  readonly createdAt: number;
  readonly createdByName: string | null;
  readonly requestedByName: string | null;
  readonly openCases: number;
}

/** The newest version of a process. Files or a layout that change alone keep it. */
export interface ProcessInForce extends DeployedVersion {
  /** When it was first published; real time, epoch ms. */
  readonly since: number;
  /** Open cases that run it, and those that run other versions of the process. */
  readonly openCases: number;
  readonly openElsewhere: number;
}

export interface HeatQuery {
  readonly organisationId: string;
  readonly processId: string;
  /** Of the executable: versions that differ in their layout only are one. */
  readonly hash: string;
  /** Epoch ms on the organisation's clock. */
  readonly since: number;
}

/** `element`: dense index in the executable. */
export interface Heat {
  /** Open cases that run this executable, and those of the process that run others. */
  readonly openCases: number;
  readonly openElsewhere: number;
  readonly standing: readonly { readonly element: number; readonly cases: number; readonly incidents: number }[];
  /** Cases that entered it last since then, and how often they ever did. */
  readonly passed: readonly { readonly element: number; readonly cases: number; readonly times: number }[];
}

export interface DeployedVersion {
  readonly processId: string;
  readonly deploymentId: string;
  readonly hash: string;
  /** Counts from 1 per organisation and process id; a change of the layout alone keeps it. */
  readonly version: number;
  readonly versionTag: string | null;
  readonly name: string | null;
}

export interface DeploymentStore {
  /** `created` false: the same XML compiled by the same compiler is in force already, nothing was written. */
  deploy(request: DeployRequest): Promise<{
    readonly deploymentId: string;
    readonly created: boolean;
    readonly processes: readonly DeployedVersion[];
  }>;
  /** Newest version of each process. */
  list(organisationId: string): Promise<readonly ProcessInForce[]>;
  versions(organisationId: string, processId: string): Promise<readonly DeployedVersion[]>;
  /** Newest version of the process; throws `NO_SUCH_PROCESS`. */
  latest(organisationId: string, processId: string): Promise<DeployedVersion>;
  read(deploymentId: string): Promise<Deployment>;
  /** Canonical bytes by hash; throws `NO_SUCH_EXECUTABLE`, or `WRONG_HASH` where others are stored under it. */
  executable(hash: string): Promise<Uint8Array>;
  /** Where its open cases stand, and what cases went through since an instant. */
  heat(query: HeatQuery): Promise<Heat>;
  /** All versions of a process for people, newest first. */
  history(organisationId: string, processId: string): Promise<readonly VersionLine[]>;
  /** Forms and decision tables of one deployment. */
  files(deploymentId: string): Promise<readonly DeploymentFile[]>;
  /** The form or decision table that an element names; null where none was published. */
  resource(query: ResourceQuery): Promise<DeploymentFile | null>;
}

export interface Deployment {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  readonly xml: string;
  readonly xmlHash: string;
  readonly compilerVersion: string;
  /** Real time, epoch ms. */
  readonly createdAt: number;
  readonly createdBy: string | null;
  readonly note: string | null;
  readonly processes: readonly DeployedVersion[];
}
