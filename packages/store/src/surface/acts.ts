import type { BusinessCalendar, OrganisationClock } from '@krok/calendar';
import type { ActChannel, ActKind } from '@krok/contracts/types';
import type { Variables } from '@krok/engine';
import type { ContactPolicy, LedgerView } from '@krok/receivables';
import type { NewDispute, NewHold, NewPromise } from './ledger.ts';
import type { PrintedRegistered } from './letters.ts';
import type { Setting } from './settings.ts';
import type { Refusal } from './outbox.ts';

/** `notNeeded`: the case withdrew it, or the desk or the case found it no longer needed. */
export type ActState = 'due' | 'planned' | 'done' | 'notNeeded' | 'refused';

/** What it answers: a job or a user task of the case; or a listing or a claim, whose duties outlive the case. */
export interface ActSource {
  readonly kind: 'job' | 'userTask' | 'listing' | 'claim' | 'letter' | 'reply';
  readonly id: string;
}

/** One wish of one case. All instants are epoch ms on the organisation's clock. */
export interface Act {
  readonly id: string;
  readonly organisationId: string;
  readonly creditorId: string | null;
  readonly debtorId: string | null;
  readonly caseId: string;
  readonly subject: string | null;
  readonly processId: string;
  /** Of the version in force in its case: `element` is by its indexes, -1 where that has no counterpart. */
  readonly executableHash: string;
  /** `zeebe:property` entries of the process (join rule). */
  readonly properties: Readonly<Record<string, string>>;
  readonly deskKey: string;
  readonly source: ActSource;
  /** Counts from 1: a job offered again after a failure is a new act. */
  readonly attempt: number;
  readonly element: number;
  /** Job type; null for a user task. */
  readonly type: string | null;
  readonly retries: number;
  readonly channel: ActChannel;
  readonly kind: ActKind;
  /** When the case wished it. */
  readonly dueAt: number;
  /** When the desk is to look at it next; null when it waits for an event. */
  readonly planAt: number | null;
  readonly state: ActState;
  /** Why it waits, is not needed or was refused. */
  readonly reason: string | null;
  /** Of the contact policy, where it is that which makes it wait; 0: the product's default. */
  readonly policyVersion: number | null;
  readonly bundleId: string | null;
  /** The case withdrew it while its bundle was being performed: what is under way is not stopped. */
  readonly withdrawn: boolean;
  /** Present where a person has suspended its case: nothing of it leaves, and its work is not offered. */
  readonly suspended?: true;
  readonly headers: Readonly<Record<string, string>>;
  readonly variables: Variables;
  readonly task: TaskDetails | null;
}

/** Of a user task, as FEEL gave it. */
export interface TaskDetails {
  readonly assignee: string | null;
  readonly candidateGroups: readonly string[];
  readonly candidateUsers: readonly string[];
  readonly dueDate: string | null;
  readonly followUpDate: string | null;
  readonly priority: number;
  readonly formId: string | null;
}

/** `held`: an unknown effect waits for a person. `empty`: every act was withdrawn before it was performed. */
export type BundleStatus = 'planned' | 'performing' | 'posting' | 'held' | 'done' | 'empty';

export interface Bundle {
  readonly id: string;
  readonly organisationId: string;
  readonly creditorId: string | null;
  readonly debtorId: string | null;
  readonly deskKey: string;
  readonly channel: ActChannel;
  readonly kind: ActKind;
  readonly performer: 'machine' | 'person';
  readonly status: BundleStatus;
  /** Not before (contact window). */
  readonly performAt: number;
  /** Raised by every change; a person's completion names the version that was shown. */
  readonly version: number;
  readonly assignee: string | null;
  readonly candidateGroups: readonly string[];
  readonly candidateUsers: readonly string[];
  readonly priority: number;
  readonly dueDate: string | null;
  readonly followUpDate: string | null;
  readonly formId: string | null;
  readonly claimedBy: string | null;
  /** A person put it off until then; null: nobody did. */
  readonly snoozedUntil: number | null;
  /** It was put off because the debtor asked to be called then. */
  readonly callback: boolean;
  readonly createdAt: number;
  readonly doneAt: number | null;
  readonly doneBy: string | null;
}

export interface BundleWithActs extends Bundle {
  readonly acts: readonly Act[];
}

/** The desk's answer for one act. */
export type ActPlan =
  /** Acts of one answer with the same `bundle` key become one bundle. */
  | { readonly kind: 'bundle'; readonly actId: string; readonly bundle: string }
  /** `until` null: no time ends the wait but an event does (sending switched on, ledger); `planAt` is left out of every due list. */
  | {
      readonly kind: 'wait';
      readonly actId: string;
      readonly until: number | null;
      readonly reason: string;
      readonly policyVersion?: number;
    }
  /** The act ends and its case goes on: the job is completed with these variables. */
  | { readonly kind: 'notNeeded'; readonly actId: string; readonly reason: string; readonly variables?: Variables }
  /** The act ends and the job fails without retries: an incident. */
  | { readonly kind: 'refused'; readonly actId: string; readonly reason: string };

export interface PlannedBundle {
  /** Names it within the answer. */
  readonly bundle: string;
  readonly channel: ActChannel;
  readonly kind: ActKind;
  readonly performer: 'machine' | 'person';
  /** Default now. */
  readonly performAt?: number;
}

export interface DeskPlan {
  readonly acts: readonly ActPlan[];
  readonly bundles: readonly PlannedBundle[];
}

/** What the pure decider of a desk sees. */
export interface DeskView {
  readonly deskKey: string;
  readonly organisationId: string;
  readonly creditorId: string | null;
  readonly debtorId: string | null;
  /** Epoch ms on the organisation's clock. */
  readonly now: number;
  readonly clock: OrganisationClock;
  /** Read in the same transaction. The decider makes acts that leave the firm wait (`until` null, `sendingOff`) while it is off. */
  readonly sendingEnabled: boolean;
  readonly zone: string;
  readonly calendar: BusinessCalendar;
  /** In force in the same transaction. */
  readonly policy: Setting<ContactPolicy>;
  /** In state `due`, whether or not `planAt` has come; oldest first. */
  readonly acts: readonly Act[];
  /** Bundles planned and not yet performed: none of their acts is in `acts`. */
  readonly planned: readonly Bundle[];
  /** How the invoices that the acts are about stand, read in the same transaction. */
  readonly ledger: LedgerView;
  /** Instants of demands done or possibly done (bundles held for an unknown effect) for this debtor over all creditors of the organisation, newest first, at most 200. */
  readonly contacts: readonly { readonly at: number; readonly channel: ActChannel; readonly kind: ActKind }[];
}

export interface PlanResult {
  /** Machine bundles that may be performed now or later, oldest first. */
  readonly machineBundles: readonly { readonly bundleId: string; readonly performAt: number }[];
  /** When the desk has to look again: the earliest `planAt` or `performAt` after now; null when nothing waits. */
  readonly wakeAt: number | null;
}

/** `intent`: nothing has left. `attempting`: an attempt is open, its outcome unknown so far. */
export type EffectStatus = 'intent' | 'attempting' | 'recorded' | 'unknown' | 'failed';

export interface Effect {
  readonly id: string;
  readonly bundleId: string;
  /** Idempotency key outside, our own reference: same as `id`. */
  readonly key: string;
  readonly status: EffectStatus;
  readonly attempts: number;
  /** Epoch ms on the organisation's clock: the instant that everything in the effect refers to. */
  readonly asOf: number;
  /** What the receiver answered: ids and codes only. */
  readonly reference: string | null;
  readonly error: string | null;
  readonly reconciledBy: string | null;
}

export type EffectStart =
  /** The attempt is open and yours: perform, then record. `repeat`: an earlier attempt may have got through, check by `key` first. */
  | { readonly kind: 'attempt'; readonly effect: Effect; readonly repeat: boolean }
  /** Nothing to do: recorded, failed or unknown before. */
  | { readonly kind: 'settled'; readonly effect: Effect }
  /** The bundle is empty or done, or sending is off, or it is not yet time. */
  | { readonly kind: 'notNow'; readonly reason: 'empty' | 'done' | 'held' | 'sendingOff' | 'tooEarly' };

export type EffectOutcome =
  /** Each joined case gets `completeJob`; `perAct` variables by act id, else `<channel>Status` sent and `<channel>Reference`. */
  | {
      readonly kind: 'delivered';
      readonly reference?: string;
      readonly perAct?: Readonly<Record<string, Variables>>;
      /** It is printed and goes by registered post: its acts wait for the confirmation of its posting. */
      readonly registered?: PrintedRegistered;
    }
  /** It surely did not happen and will not: each joined case gets `failJob` with one retry less and the back-off (ms, default 0). */
  | { readonly kind: 'failed'; readonly error: string; readonly backOff?: number }
  /** The receiver refused it for good: each joined case gets `throwJobError` with this code. */
  | { readonly kind: 'error'; readonly code: string; readonly error: string; readonly variables?: Variables }
  /** It surely did not happen, try the same effect again later: the effect is `intent` again, the bundle planned for `performAt`. */
  | { readonly kind: 'retry'; readonly error: string; readonly performAt: number }
  /** Can't be known: the bundle is held until a person reconciles. */
  | { readonly kind: 'unknown'; readonly error: string };

export interface ActOutcome {
  readonly actId: string;
  readonly variables: Variables;
}

export interface Completion {
  readonly bundleId: string;
  readonly version: number;
  readonly by: string;
  /** Of every act in the bundle; one that is missing gets no variables. */
  readonly outcomes: readonly ActOutcome[];
  /** Free text of the person, kept beside the acts and never in a command. */
  readonly note?: string;
  /** What the debtor said about invoices of the bundle's creditor goes into the books in the same transaction. */
  readonly promises?: readonly Pick<NewPromise, 'promisedOn' | 'items'>[];
  readonly disputes?: readonly Omit<NewDispute, 'by'>[];
  readonly holds?: readonly Omit<NewHold, 'creditorId' | 'debtorId' | 'by'>[];
  /** Acts that are not done yet: the bundle stays with the person and comes back then. */
  readonly callback?: { readonly actIds: readonly string[]; readonly at: number };
}

export interface WorklistFilter {
  readonly organisationId: string;
  readonly userId?: string;
  /** Roles or groups of the user: candidate groups match. */
  readonly groups?: readonly string[];
  readonly channel?: ActChannel;
  readonly status?: 'open' | 'held' | 'done';
  readonly caseId?: string;
  readonly limit?: number;
}

export interface ActStore {
  /** Acts of one desk that wait to be planned. */
  actsDue(deskKey: string): Promise<readonly Act[]>;
  ofCase(caseId: string): Promise<readonly Act[]>;
  /** Runs the pure decider on what the desk holds and carries out its plan, in one transaction under the desk's lock. */
  planBundles(deskKey: string, decide: (view: DeskView) => DeskPlan): Promise<PlanResult>;

  /** With decrypted acts; throws `NO_SUCH_BUNDLE`. */
  bundle(bundleId: string): Promise<BundleWithActs>;
  /** Bundles of people: by due date (those without last), then priority, then age. */
  worklist(filter: WorklistFilter): Promise<readonly BundleWithActs[]>;
  /** Exclusive: of many at once one wins, the rest get `ALREADY_CLAIMED`; the holder may repeat it. Gives the new version. */
  claimBundle(bundleId: string, userId: string): Promise<{ readonly version: number }>;
  unclaimBundle(bundleId: string, userId: string): Promise<void>;
  /** A manager gives open work to a person, whoever holds it; who gave what to whom is kept. `BUNDLE_NOT_OPEN`, `NO_SUCH_USER`. Gives the new version. */
  assignBundle(request: {
    readonly bundleId: string;
    readonly to: string;
    readonly by: string;
  }): Promise<{ readonly version: number }>;
  /** Puts open work off; `ALREADY_CLAIMED` (by somebody else), `BUNDLE_NOT_OPEN`. Gives the new version. */
  snoozeBundle(request: {
    readonly bundleId: string;
    readonly by: string;
    /** Epoch ms on the organisation's clock; null: it is back in the list. */
    readonly until: number | null;
  }): Promise<{ readonly version: number }>;
  /** One outbox row per joined case; what was said goes into the books, or nothing is written at all. `STALE_VERSION`, `BUNDLE_NOT_OPEN`, `ALREADY_CLAIMED` (by somebody else), `NEEDS_DECISION` (an approval). */
  completeBundle(completion: Completion): Promise<void>;

  /** The machine bundle with decrypted acts as it stands now; null when nothing is left of it to perform. */
  bundleForPerforming(bundleId: string): Promise<BundleWithActs | null>;
  /** Reads the ledger again, lets go what must not leave, records the intent (once per bundle) and freezes the bundle: acts can't leave it any more. */
  recordIntent(bundleId: string): Promise<EffectStart>;
  /** Said right before the attempt. `repeat` in the answer: an attempt was open before. */
  recordAttempt(effectId: string): Promise<EffectStart>;
  /**
   * Writes one outbox row per joined case. A repeat of what is recorded does nothing. After `unknown`, an outcome other
   * than `unknown` still settles the effect: the slow attempt itself came back, which is evidence. The word of a former
   * `attempt` (the effect's `attempts` at its start) counts only when it says `delivered`.
   */
  recordOutcome(effectId: string, outcome: EffectOutcome, attempt?: number): Promise<Effect>;
  effect(effectId: string): Promise<Effect>;
  effectsOfCase(caseId: string): Promise<readonly Effect[]>;
  /** Which of these effect keys, as a receiver names them, are the organisation's. A text that is no key is nobody's. */
  ownEffects(organisationId: string, keys: readonly string[]): Promise<ReadonlySet<string>>;
  unknownEffects(organisationId: string): Promise<readonly Effect[]>;
  /** Effects whose attempt is open: under way, or cut off. */
  openAttempts(organisationId: string): Promise<readonly Effect[]>;
  /** A person found out: `delivered` goes on like a recorded outcome, `notDelivered` plans the bundle again under the same key. */
  reconcileEffect(effectId: string, found: 'delivered' | 'notDelivered', by: string): Promise<Effect>;
  /** Acts whose outcome their case refused ("no longer needed"). */
  refusedOutcomes(
    organisationId: string,
  ): Promise<readonly { readonly actId: string; readonly caseId: string; readonly rejection: Refusal | null }[]>;
}
