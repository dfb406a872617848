import { permission, type Permission, type Role } from '@krok/contracts/schemas';

/** What each role may do. A person has the rights of all their roles together. */
export const permissionsOfRole: Readonly<Record<Role, readonly Permission[]>> = {
  administrator: permission.options,
  processOwner: [
    'procedures.read',
    'procedures.deploy',
    'cases.read',
    'log.read',
    'incidents.read',
    'clock.read',
    'mails.read',
  ],
  manager: [
    'procedures.read',
    'cases.read',
    'cases.start',
    'log.read',
    'work.read',
    'work.do',
    'messages.send',
    'signals.send',
    'incidents.read',
    'incidents.resolve',
    'effects.read',
    'effects.reconcile',
    'clock.read',
    'mails.read',
    'ledger.read',
    'ledger.hold',
  ],
  collector: [
    'procedures.read',
    'cases.read',
    'cases.start',
    'log.read',
    'work.read',
    'work.do',
    'messages.send',
    'clock.read',
    'mails.read',
    'ledger.read',
    'ledger.hold',
  ],
  approver: ['procedures.read', 'cases.read', 'log.read', 'work.read', 'clock.read', 'mails.read', 'ledger.read'],
  auditor: [
    'procedures.read',
    'cases.read',
    'log.read',
    'log.verify',
    'work.read',
    'jobs.read',
    'incidents.read',
    'effects.read',
    'clock.read',
    'mails.read',
    'ledger.read',
  ],
  accountant: [
    'cases.read',
    'messages.send',
    'clock.read',
    'ledger.read',
    'ledger.import',
    'ledger.post',
    'ledger.hold',
  ],
  salesperson: ['cases.read', 'clock.read', 'ledger.read'],
  lawyer: ['procedures.read', 'cases.read', 'log.read', 'clock.read', 'mails.read', 'ledger.read', 'ledger.hold'],
};

/** The rights of somebody with these roles, in the order of the catalogue. */
export function permissionsOf(roles: readonly Role[]): Permission[] {
  return permission.options.filter((one) => roles.some((role) => permissionsOfRole[role].includes(one)));
}
