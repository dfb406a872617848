import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Camera } from './camera.ts';
import { at, dialogOver, listedDebtor, newest } from './finders.ts';
import type { Screen } from './screens.ts';

const actions: Readonly<Record<string, readonly [pl: string, en: string]>> = {
  promise: ['Obietnica', 'Promise'],
  plan: ['Raty', 'Instalments'],
  dispute: ['Spór', 'Dispute'],
  hold: ['Wstrzymaj', 'Hold'],
  note: ['Dodaj notatkę', 'Add a note'],
  reply: ['Odpowiedź dłużnika', 'Reply'],
  identity: ['Zmień dane', 'Change'],
};

/** Debtors and what they owe, the files that it comes from, and the registers of what left. */
export const ledgerScreens: readonly Screen[] = [
  { name: 'debtors', role: 'accountant', at: '/debtors' },
  { name: 'debtors-none', role: 'accountant', at: '/debtors?text=zzzzzz' },
  { name: 'debtor', role: 'manager', at: listedDebtor },
  { name: 'debtor-cases', role: 'manager', at: tabOf('Sprawy (', 'Cases (') },
  { name: 'debtor-history', role: 'manager', at: tabOf('Historia', 'History') },
  ...Object.entries(actions).map(
    ([name, words]): Screen => ({ name: `debtor-${name}`, role: 'manager', at: dialogOver(listedDebtor, ...words) }),
  ),
  { name: 'debtor-payment', role: 'accountant', at: dialogOver(listedDebtor, 'Wpłata', 'Payment') },
  { name: 'debtor-unknown', role: 'manager', at: '/debtors/00000000-0000-0000-0000-000000000000' },
  { name: 'imports', role: 'accountant', at: '/imports' },
  {
    name: 'imports-refused',
    role: 'accountant',
    at: async (camera) => {
      await at('/imports')(camera);
      await camera.page.click('main input:not([type=file]):not([type=hidden])');
      await camera.page.waitForSelector('[role=option]');
      await camera.page.click('[role=option]');
      const field = await camera.page.waitForSelector('main input[type=file]');
      const file = join(mkdtempSync(join(tmpdir(), 'krok-')), 'pozycje-otwarte.csv');
      writeFileSync(file, refusedFile);
      await field?.uploadFile(file);
      await camera.page.waitForSelector('main [role=status] table, main table td, main [role=alert]');
    },
  },
  ...['letters', 'listings', 'claims', 'findings'].map(
    (tab): Screen => ({ name: `register-${tab}`, role: 'manager', at: `/register?tab=${tab}` }),
  ),
  { name: 'register-letters-all', role: 'manager', at: '/register?tab=letters&state=all' },
  { name: 'register-listings-ended', role: 'manager', at: '/register?tab=listings&ended=true' },
  {
    name: 'register-correction',
    role: 'manager',
    at: dialogOver(at('/register?tab=letters&state=posted'), 'Popraw', 'Correct'),
  },
  entry('register-entry', 'listings'),
  entry('register-entry-claim', 'claims'),
];

const refusedFile = ['numer;data;kwota', 'FV/1;31.02.2026;abc', ''].join('\n');

function tabOf(...words: readonly string[]): (camera: Camera) => Promise<void> {
  return async (camera) => {
    await listedDebtor(camera);
    await camera.click(...words);
  };
}

function entry(name: string, tab: 'listings' | 'claims'): Screen {
  return {
    name,
    role: 'manager',
    at: async (camera) => {
      const [first] = await newest(camera, `/api/${tab}`);
      await camera.open(`/register?tab=${tab}&entry=${first?.id ?? ''}`);
    },
  };
}
