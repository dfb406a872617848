import type { Role } from '@krok/contracts/schemas';
import type { Store } from '@krok/store';
import { randomBytes } from 'node:crypto';
import { hashPassword } from '../sign-in/passwords.ts';

export interface SignIn {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly password: string;
}

const people: readonly Omit<SignIn, 'password'>[] = [
  { role: 'administrator', name: 'Ada Administrator', email: 'administrator@krok.example' },
  { role: 'processOwner', name: 'Wanda Właścicielka Procesu', email: 'process-owner@krok.example' },
  { role: 'manager', name: 'Marek Kierownik', email: 'manager@krok.example' },
  { role: 'collector', name: 'Celina Windykator', email: 'collector@krok.example' },
  { role: 'approver', name: 'Zofia Zatwierdzająca', email: 'approver@krok.example' },
  { role: 'accountant', name: 'Karol Księgowy', email: 'accountant@krok.example' },
  { role: 'salesperson', name: 'Sylwia Handlowa', email: 'salesperson@krok.example' },
  { role: 'lawyer', name: 'Leon Prawnik', email: 'lawyer@krok.example' },
  { role: 'auditor', name: 'Adam Audytor', email: 'auditor@krok.example' },
];

/** The first users with random passwords; one who is there already (of a start that was cut off) gets a new password. */
export async function seedUsers(store: Store, organisationId: string, onlyAdministrator: boolean): Promise<SignIn[]> {
  const signIns: SignIn[] = [];
  for (const person of people) {
    if (onlyAdministrator && person.role !== 'administrator') continue;
    const { email, name, role } = person;
    const password = randomBytes(15).toString('base64url');
    const passwordHash = await hashPassword(password);
    const found = await store.users.forSignIn(email);
    if (found) await store.users.setPassword(found.user.id, passwordHash);
    else await store.users.create({ organisationId, email, name, roles: [role], passwordHash });
    signIns.push({ ...person, password });
  }
  return signIns;
}
