import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { localDate } from '@krok/calendar';
import { createChannels, startSandbox, startSandboxReceivers } from '@krok/channels';
import { daysAfter } from '@krok/receivables';
import { demoPortfolio } from '@krok/receivables/demo';
import { openStore, type Store, type StoreOptions } from '@krok/store';
import { channelSettings, directRun } from '@krok/worker';
import { z } from 'zod';
import { bookThrough, openDemoBooks } from '../demo/demo-books.ts';
import type { DemoPeople } from '../demo/demo-people.ts';
import { liveDays } from '../demo/live-days.ts';
import { InputError } from '../errors.ts';
import type { Output } from '../output.ts';
import { wholeNumber } from '../whole-number.ts';

/** Kept beside the data, so that a life that was cut off goes on with the same portfolio. */
const lifeSchema = z.object({
  seed: z.number().int(),
  today: z.iso.date(),
  debtors: z.number().int().default(300),
  invoices: z.number().int().default(2_000),
});
const LIFE = 'demo.json';
const SEED = 4;
const MOST_DEBTORS = 10_000;
const MOST_INVOICES = 100_000;

/**
 * `demo [--debtors N] [--invoices N]`: the organisation of a new installation, whose clock is still manual, lives up to
 * now; then its clock is real. What was cut off goes on. Reads the worker's environment; neither a worker nor the
 * sandboxes may run yet.
 *
 * `demo --bank`: the demo's debtors go on paying in real time: their payments up to yesterday come into the books.
 */
export async function demo(args: readonly string[], output: Output): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      debtors: { type: 'string', default: '300' },
      invoices: { type: 'string', default: '2000' },
      bank: { type: 'boolean', default: false },
    },
  });
  const size = {
    debtors: wholeNumber('debtors', values.debtors, 1, MOST_DEBTORS),
    invoices: wholeNumber('invoices', values.invoices, 1, MOST_INVOICES),
  };
  const dataFolder = required('KROK_DATA');
  const opening = { url: required('DATABASE_URL'), keysFolder: join(dataFolder, 'keys') };
  return values.bank ? bank(dataFolder, opening, output) : live(dataFolder, opening, size, output);
}

interface Size {
  readonly debtors: number;
  readonly invoices: number;
}

async function live(dataFolder: string, opening: StoreOptions, wanted: Size, output: Output): Promise<number> {
  const store = openStore({ ...opening, alone: true });
  const out = await openSandboxes(dataFolder);
  try {
    const organisation = await manualOrganisation(store);
    if (organisation === null && lived(dataFolder)) return 0;
    if (organisation === null)
      throw new InputError('Expected an organisation whose clock is manual but there is none.');
    const { organisationId, zone } = organisation;
    const { seed, today, ...size } = lifeOf(dataFolder, zone, wanted);
    const books = await openDemoBooks(store, organisationId, demoPortfolio({ seed, today, ...size }));
    const people = await peopleOf(store, organisationId);
    const run = directRun({ store, channels: out.channels });
    let before = 0;
    await liveDays({
      store,
      organisationId,
      books,
      people,
      seed,
      zone,
      settle: run.settle,
      until: today,
      latest: Date.now(),
      report: (day, left, done) => {
        output.line(`Demo: ${day}, ${left} days left; sent ${run.sent - before}, done by people ${done}.`);
        before = run.sent;
      },
    });
    await wakeUp(opening, organisationId);
    return 0;
  } finally {
    await out.close();
    await store.close();
  }
}

/** Waits for the disk, and so for all that was committed before. */
async function wakeUp(opening: StoreOptions, organisationId: string): Promise<void> {
  const store = openStore(opening);
  try {
    await store.clock.set(organisationId, { mode: 'real' });
  } finally {
    await store.close();
  }
}

async function bank(dataFolder: string, opening: StoreOptions, output: Output): Promise<number> {
  if (!lived(dataFolder)) return 0;
  const store = openStore(opening);
  try {
    for (const { id: organisationId } of await store.organisations.list()) {
      const { zone, clock } = await store.organisations.read(organisationId);
      if (clock.mode !== 'real') continue;
      const { seed, today, debtors, invoices } = lifeOf(dataFolder, zone, { debtors: 300, invoices: 2_000 });
      const through = daysAfter(localDate(Date.now(), zone), -1);
      const portfolio = demoPortfolio({ seed, today, paymentsThrough: through, debtors, invoices });
      const booked = await bookThrough(store, organisationId, portfolio, through);
      if (booked > 0) output.line(`Demo: the books of ${booked} companies are known through ${through}.`);
    }
    return 0;
  } finally {
    await store.close();
  }
}

async function openSandboxes(dataFolder: string) {
  const mails = await startSandbox({
    folder: join(dataFolder, 'sandbox-mail'),
    port: Number(process.env['KROK_SANDBOX_SMTP_PORT'] ?? 0),
  });
  const receivers = await startSandboxReceivers({
    dataFolder,
    port: Number(process.env['KROK_SANDBOX_HTTP_PORT'] ?? 0),
    epuSchemas: process.env['KROK_EPU_SCHEMAS'] || undefined,
  });
  // Only these: whatever real services are configured, days that were never lived reach nobody.
  const environment = {
    KROK_SANDBOX_SMTP_PORT: String(mails.port),
    KROK_SANDBOX_HTTP_PORT: String(receivers.port),
    KROK_EPU_SCHEMAS: process.env['KROK_EPU_SCHEMAS'],
  };
  const channels = createChannels(channelSettings(environment, dataFolder, `smtp://127.0.0.1:${mails.port}`));
  const close = async (): Promise<void> => {
    await channels.letters?.close();
    await Promise.all([mails.close(), receivers.close()]);
  };
  return { channels, close };
}

async function manualOrganisation(
  store: Store,
): Promise<{ readonly organisationId: string; readonly zone: string } | null> {
  for (const { id } of await store.organisations.list()) {
    const { clock, zone } = await store.organisations.read(id);
    if (clock.mode === 'manual') return { organisationId: id, zone };
  }
  return null;
}

function lived(dataFolder: string): boolean {
  return existsSync(join(dataFolder, LIFE));
}

function lifeOf(dataFolder: string, zone: string, size: Size): z.infer<typeof lifeSchema> {
  const file = join(dataFolder, LIFE);
  if (existsSync(file)) return lifeSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const life = { seed: SEED, today: localDate(Date.now(), zone), ...size };
  writeFileSync(`${file}.part`, `${JSON.stringify(life)}\n`);
  renameSync(`${file}.part`, file);
  return life;
}

async function peopleOf(store: Store, organisationId: string): Promise<DemoPeople> {
  const users = await store.users.list(organisationId);
  const withRole = (role: string): string => {
    const id = users.find(({ roles }) => roles.includes(role))?.id;
    if (id === undefined) throw new InputError(`Expected a user with the role ${role} but there is none.`);
    return id;
  };
  return { collector: withRole('collector'), approver: withRole('manager') };
}

function required(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new InputError(`Expected the environment variable ${name} but it is not set.`);
}
