/** A finding about a diagram or a file beside it. `file` is absent for the diagram. */
export interface ProcedureFinding {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly element?: string;
  /** "Expected ... but ..." */
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
  readonly path?: string;
  readonly file?: string;
}
