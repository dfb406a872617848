/** A file of a procedure: its diagram, or a form or decision table beside it. `name` is the file's name. */
export interface ProcedureFile {
  readonly kind: 'bpmn' | 'form' | 'dmn';
  readonly name: string;
  /** XML; a form is JSON. */
  readonly content: string;
}

/** A procedure that is being drawn and runs nowhere. */
export interface DraftLine {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  /** The procedure that it changes; null for a new one. */
  readonly processId: string | null;
  /** The version that it was opened from. */
  readonly baseDeploymentId: string | null;
  /** Raised by every save. */
  readonly revision: number;
  /** Real time, epoch ms. */
  readonly createdAt: number;
  readonly savedAt: number;
  readonly savedBy: string | null;
  readonly savedByName: string | null;
  /** Somebody wishes it published; of another revision than the draft's it is void. */
  readonly request: PublishRequest | null;
}

export interface PublishRequest {
  readonly revision: number;
  /** Why it is to be published. */
  readonly note: string;
  readonly by: string;
  readonly byName: string;
  /** Real time, epoch ms. */
  readonly at: number;
  /** Set by whoever said no, with the reason. */
  readonly declined: { readonly byName: string; readonly note: string } | null;
}

export interface Draft extends DraftLine {
  /** The diagram first. */
  readonly files: readonly ProcedureFile[];
}

export interface DraftStore {
  /** Newest save first, without files. */
  list(organisationId: string): Promise<readonly DraftLine[]>;
  /** Throws `NO_SUCH_DRAFT`, also for one of another organisation. */
  read(organisationId: string, draftId: string): Promise<Draft>;
  /** One draft a procedure: where there is one already, that one is the answer and nothing is written. */
  create(request: {
    readonly organisationId: string;
    readonly by: string;
    readonly name: string;
    readonly processId: string | null;
    readonly baseDeploymentId: string | null;
    readonly files: readonly ProcedureFile[];
  }): Promise<{ readonly id: string; readonly created: boolean }>;
  /** All files anew. Throws `STALE_DRAFT` when somebody saved after `revision`; answers the new revision. */
  save(request: {
    readonly organisationId: string;
    readonly draftId: string;
    readonly by: string;
    readonly revision: number;
    readonly name: string;
    readonly files: readonly ProcedureFile[];
  }): Promise<number>;
  /** Replaces an earlier request. Throws `NO_SUCH_DRAFT`, `STALE_DRAFT` when somebody saved after `revision`. */
  requestPublishing(request: {
    readonly organisationId: string;
    readonly draftId: string;
    readonly revision: number;
    readonly note: string;
    readonly by: string;
  }): Promise<void>;
  /** Whoever asked takes the request back; another person says no, and it stays with the reason. Nothing where there is none. */
  answerRequest(answer: {
    readonly organisationId: string;
    readonly draftId: string;
    readonly by: string;
    readonly note: string;
  }): Promise<void>;
  /** Throws `NO_SUCH_DRAFT`. With a revision, `STALE_DRAFT` when somebody saved after it. */
  remove(organisationId: string, draftId: string, revision?: number): Promise<void>;
}
