import { localDate, localInstant, type OrganisationClock, polishCalendar } from '@krok/calendar';
import { daysAfter } from '@krok/receivables';
import { openStore } from '@krok/store';
import { rename, writeFile } from 'node:fs/promises';
import { seedDemo } from './seed/seed-demo.ts';
import { seedUsers, type SignIn } from './seed/seed-users.ts';
import { settings } from './settings.ts';

/**
 * First start: the organisation, its first users and, unless `--empty`, the demo. Prints the sign-ins as JSON, and keeps
 * them in the file that `KROK_SIGN_INS` names, readable by its owner only. A start that was cut off may be repeated.
 * With `KROK_DEMO_DAYS` the organisation begins so many days ago on a manual clock, and `krok demo` lives them; where
 * that failed, `--small` adds the few cases of the small demo and the real clock to what is there.
 */
const organisationId = '0192f0aa-0000-7000-8000-000000000001';
const zone = 'Europe/Warsaw';
const empty = process.argv.includes('--empty');
const small = process.argv.includes('--small');

const demoDays = empty ? 0 : Number(process.env['KROK_DEMO_DAYS'] || 0);

const { databaseUrl, keysFolder } = settings(process.env);
const store = openStore({ url: databaseUrl, keysFolder });
try {
  await store.organisations.create({
    id: organisationId,
    name: empty ? 'Krok' : 'Krok, dane przykładowe',
    clock: firstClock(),
    zone,
    calendar: polishCalendar(),
    sendingEnabled: true,
  });
  const signIns = await seedUsers(store, organisationId, empty);
  if (small) {
    // Taken by a life that was cut off.
    await store.outbox.endLeases();
    await store.clock.set(organisationId, { mode: 'real' });
  }
  if (!empty && (small || demoDays === 0)) await seedDemo(store, organisationId);
  await keepSignIns(signIns);
  process.stdout.write(`${JSON.stringify({ signIns })}\n`);
} finally {
  await store.close();
}

function firstClock(): OrganisationClock {
  if (demoDays === 0) return { mode: 'real' };
  const day = daysAfter(localDate(Date.now(), zone), -demoDays);
  return { mode: 'manual', now: localInstant(day, '05:00', zone) };
}

async function keepSignIns(signIns: readonly SignIn[]): Promise<void> {
  const file = process.env['KROK_SIGN_INS'];
  if (!file) return;
  const width = Math.max(...signIns.map(({ email }) => email.length));
  const lines = signIns.map(({ email, password, role }) => `${email.padEnd(width)}  ${password}  (${role})`);
  // In one stroke: a file that is there is whole.
  await writeFile(`${file}.part`, `Sign-ins:\n${lines.join('\n')}\n`, { mode: 0o600 });
  await rename(`${file}.part`, file);
}
