import { organisationsAndPeople } from './0001-organisations-and-people.ts';
import { proceduresAndCases } from './0002-procedures-and-cases.ts';
import { outboxAndExchange } from './0003-outbox-and-exchange.ts';
import { acts } from './0004-acts.ts';
import { whoDidIt } from './0005-who-did-it.ts';
import { ledger } from './0006-ledger.ts';
import { daily } from './0007-daily.ts';
import { listingsAndClaims } from './0010-listings-and-claims.ts';
import { procedureDrafts } from './0011-procedure-drafts.ts';
import { caseFiles } from './0013-case-files.ts';
import { loggedAndAnswered } from './0012-logged-and-answered.ts';
import { putOffWork } from './0014-put-off-work.ts';
import { registeredLetters } from './0015-registered-letters.ts';
import { lateAnswers } from './0016-late-answers.ts';
import { standstills } from './0017-standstills.ts';
import { namesAndSettings } from './0018-names-and-settings.ts';
import { writeOffs } from './0019-write-offs.ts';
import { repairs } from './0020-repairs.ts';
import { caseMigrations } from './0021-case-migrations.ts';
import { heatAndPublishing } from './0024-heat-and-publishing.ts';
import { repliesAndAssignments } from './0025-replies-and-assignments.ts';
import { instalmentPlans } from './0026-instalment-plans.ts';
import { startTimers } from './0027-start-timers.ts';
import { sendingBegun } from './0028-sending-begun.ts';
import { moneyFigures } from './0029-money-figures.ts';
import { tooLargeCases } from './0030-too-large-cases.ts';
import { invoicesAtAGlance } from './0031-invoices-at-a-glance.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** In order. Frozen once released: a change is a new migration. */
export const MIGRATIONS: readonly Migration[] = [
  organisationsAndPeople,
  proceduresAndCases,
  outboxAndExchange,
  acts,
  whoDidIt,
  ledger,
  daily,
  listingsAndClaims,
  procedureDrafts,
  caseFiles,
  loggedAndAnswered,
  putOffWork,
  registeredLetters,
  lateAnswers,
  standstills,
  namesAndSettings,
  writeOffs,
  repairs,
  caseMigrations,
  heatAndPublishing,
  repliesAndAssignments,
  instalmentPlans,
  startTimers,
  sendingBegun,
  moneyFigures,
  tooLargeCases,
  invoicesAtAGlance,
];
