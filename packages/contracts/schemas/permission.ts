import { z } from 'zod';

/** Roles of people; one person may hold several. */
export const role = z.enum([
  'administrator',
  'processOwner',
  'manager',
  'collector',
  'approver',
  'auditor',
  'accountant',
  'salesperson',
  'lawyer',
]);
export type Role = z.infer<typeof role>;

/** What a route may demand. */
export const permission = z.enum([
  'procedures.read',
  'procedures.draw',
  'procedures.deploy',
  'cases.read',
  'cases.start',
  'cases.note',
  'log.read',
  'log.verify',
  'work.read',
  'work.unnamed',
  'work.do',
  'work.assign',
  'approvals.decide',
  'jobs.read',
  'jobs.perform',
  'messages.send',
  'signals.send',
  'incidents.read',
  'incidents.resolve',
  'cases.repair',
  'cases.migrate',
  'effects.read',
  'effects.reconcile',
  'sending.switch',
  'sending.begin',
  'clock.read',
  'clock.advance',
  'mails.read',
  'ledger.read',
  'ledger.import',
  'ledger.post',
  'ledger.hold',
  'duties.read',
  'letters.read',
  'letters.post',
  'letters.correct',
  'settings.read',
  'settings.change',
  'debtors.change',
]);
export type Permission = z.infer<typeof permission>;
