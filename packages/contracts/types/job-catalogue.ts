/**
 * The job types that Krok knows, and who performs each. A type that is not listed is performed by an external worker
 * through the API (`external`): its open jobs are rows, as in Camunda 8.
 */
export type JobPerformer =
  /** Leaves the firm, or is done by a person: an act that the desk plans. */
  | {
      readonly kind: 'act';
      readonly channel: ActChannel;
      readonly actKind: ActKind;
      /** A letter that the law asks for: it neither waits for frequency caps nor counts against them. */
      readonly statutory?: true;
      /** A friendly reminder: none goes out while another invoice of the debtor is at formal demand or court. */
      readonly soft?: true;
    }
  /** An ordinary Temporal activity of this name. */
  | { readonly kind: 'activity'; readonly activity: ActivityJobName }
  | { readonly kind: 'external' };

export type ActChannel = 'email' | 'sms' | 'letter' | 'call' | 'approval' | 'krd' | 'epu' | 'task' | 'webhook';
/** `demand` obeys holds, windows and caps; `duty` always goes out; `internal` stays in the house. */
export type ActKind = 'demand' | 'duty' | 'internal';
export type ActivityJobName = 'publishMessage' | 'callWebhook';

export const JOB_CATALOGUE: Readonly<Record<string, JobPerformer>> = {
  'send-email': { kind: 'act', channel: 'email', actKind: 'demand', soft: true },
  'send-sms': { kind: 'act', channel: 'sms', actKind: 'demand', soft: true },
  'send-letter': { kind: 'act', channel: 'letter', actKind: 'demand', soft: true },
  'send-demand-with-krd-warning': { kind: 'act', channel: 'letter', actKind: 'demand', statutory: true },
  'send-pre-court-demand': { kind: 'act', channel: 'letter', actKind: 'demand' },
  'call-debtor': { kind: 'act', channel: 'call', actKind: 'demand' },
  approve: { kind: 'act', channel: 'approval', actKind: 'internal' },
  'list-in-krd': { kind: 'act', channel: 'krd', actKind: 'demand' },
  'update-listing': { kind: 'act', channel: 'krd', actKind: 'duty' },
  'close-listing': { kind: 'act', channel: 'krd', actKind: 'duty' },
  'file-in-epu': { kind: 'act', channel: 'epu', actKind: 'demand' },
  'withdraw-claim': { kind: 'act', channel: 'epu', actKind: 'duty' },
  'limit-claim': { kind: 'act', channel: 'epu', actKind: 'duty' },
  // Approaches no debtor, but leaves: it waits for nothing but the switch.
  'call-webhook': { kind: 'act', channel: 'webhook', actKind: 'duty' },
  'publish-message': { kind: 'activity', activity: 'publishMessage' },
};

const EXTERNAL: JobPerformer = { kind: 'external' };

/** Performer of a job type; unknown types are external. */
export function performerOf(jobType: string): JobPerformer {
  return Object.hasOwn(JOB_CATALOGUE, jobType) ? (JOB_CATALOGUE[jobType] ?? EXTERNAL) : EXTERNAL;
}

/** Job types of letters that the law asks for: no contact that a cap counts. */
export const STATUTORY_JOBS: readonly string[] = Object.entries(JOB_CATALOGUE).flatMap(([type, performer]) =>
  performer.kind === 'act' && performer.statutory === true ? [type] : [],
);
