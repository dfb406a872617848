import type { ActTable, BundleTable, EffectTable, WorkNoteTable } from './acts.ts';
import type { CaseNoteTable, SentDocumentTable, ServiceSeenTable } from './case-files.ts';
import type {
  CaseKeyTable,
  CaseMigrationItemTable,
  CaseMigrationTable,
  DeployedProcessTable,
  DeploymentTable,
  ExecutableTable,
  IncidentTable,
  JobTable,
  OpenCallTable,
  ProcessCaseTable,
  StartSubscriptionTable,
  StartTimerTable,
  StepLogTable,
} from './cases.ts';
import type {
  ApprovalTable,
  ClaimEventTable,
  ClaimItemTable,
  ClaimTable,
  ListingEventTable,
  ListingItemTable,
  ListingTable,
} from './duties.ts';
import type { DailyRunTable } from './daily.ts';
import type { ElementInstanceTable, ElementVisitTable, PublishRequestTable } from './elements.ts';
import type { PostingCorrectionTable, ReplyTable, WorkAssignmentTable } from './desk.ts';
import type { DeploymentFileTable, ProcedureDraftFileTable, ProcedureDraftTable } from './drafts.ts';
import type {
  DebtorNumberTable,
  DemandPostedTable,
  HoldTable,
  ImportRunTable,
  InvoiceBalanceView,
  InvoiceProgressTable,
  InvoiceTable,
  PaymentRestView,
  PaymentTable,
  PostingTable,
  PromiseItemTable,
  PromiseTable,
} from './ledger.ts';
import type {
  AppUserTable,
  CalendarVersionTable,
  CreditorTable,
  DebtorTable,
  OrganisationSettingTable,
  OrganisationTable,
  PartyChangeTable,
  SessionTable,
} from './organisations.ts';
import type { RegisteredLetterItemTable, RegisteredLetterTable } from './letters.ts';
import type { MessageTable, OutboxTable, SubscriptionTable } from './outbox.ts';
import type { StandstillTable } from './standstills.ts';
import type { InstalmentPlanTable, PlanInvoiceTable } from './plans.ts';

export interface Database {
  calendar_version: CalendarVersionTable;
  organisation: OrganisationTable;
  case_migration: CaseMigrationTable;
  case_migration_item: CaseMigrationItemTable;
  organisation_setting: OrganisationSettingTable;
  party_change: PartyChangeTable;
  creditor: CreditorTable;
  debtor: DebtorTable;
  app_user: AppUserTable;
  session: SessionTable;
  executable: ExecutableTable;
  deployment: DeploymentTable;
  deployed_process: DeployedProcessTable;
  start_subscription: StartSubscriptionTable;
  start_timer: StartTimerTable;
  process_case: ProcessCaseTable;
  case_key: CaseKeyTable;
  step_log: StepLogTable;
  element_instance: ElementInstanceTable;
  element_visit: ElementVisitTable;
  publish_request: PublishRequestTable;
  job: JobTable;
  incident: IncidentTable;
  open_call: OpenCallTable;
  message: MessageTable;
  outbox: OutboxTable;
  subscription: SubscriptionTable;
  standstill: StandstillTable;
  bundle: BundleTable;
  act: ActTable;
  effect: EffectTable;
  work_note: WorkNoteTable;
  debtor_number: DebtorNumberTable;
  import_run: ImportRunTable;
  invoice: InvoiceTable;
  invoice_progress: InvoiceProgressTable;
  payment: PaymentTable;
  posting: PostingTable;
  invoice_balance: InvoiceBalanceView;
  payment_rest: PaymentRestView;
  hold: HoldTable;
  promise: PromiseTable;
  promise_item: PromiseItemTable;
  instalment_plan: InstalmentPlanTable;
  plan_invoice: PlanInvoiceTable;
  demand_posted: DemandPostedTable;
  registered_letter: RegisteredLetterTable;
  registered_letter_item: RegisteredLetterItemTable;
  posting_correction: PostingCorrectionTable;
  reply: ReplyTable;
  work_assignment: WorkAssignmentTable;
  daily_run: DailyRunTable;
  listing: ListingTable;
  listing_item: ListingItemTable;
  listing_event: ListingEventTable;
  claim: ClaimTable;
  claim_item: ClaimItemTable;
  claim_event: ClaimEventTable;
  approval: ApprovalTable;
  case_note: CaseNoteTable;
  sent_document: SentDocumentTable;
  service_seen: ServiceSeenTable;
  deployment_file: DeploymentFileTable;
  procedure_draft: ProcedureDraftTable;
  procedure_draft_file: ProcedureDraftFileTable;
}
