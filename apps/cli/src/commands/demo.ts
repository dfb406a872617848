import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { localDate } from '@krok/calendar';
import { createChannels, startSandbox, startSandboxReceivers } from '@krok/channels';
import { demoPortfolio } from '@krok/receivables/demo';
import { openStore, type Store } from '@krok/store';
import { channelSettings, directRun } from '@krok/worker';
import { z } from 'zod';
import { openDemoBooks } from '../demo/demo-books.ts';
import type { DemoPeople } from '../demo/demo-people.ts';
import { liveDays } from '../demo/live-days.ts';
import { InputError } from '../errors.ts';
import type { Output } from '../output.ts';

/** Kept beside the data, so that a life that was cut off goes on with the same portfolio. */
const lifeSchema = z.object({ seed: z.number().int(), today: z.iso.date() });
const SEED = 4;

/**
 * `demo [--debtors N] [--invoices N]`: the organisation of a new installation, whose clock is still manual, lives up to
 * now; then its clock is real. Reads the worker's environment; neither a worker nor the sandboxes may run yet.
 */
export async function demo(args: readonly string[], output: Output): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { debtors: { type: 'string', default: '300' }, invoices: { type: 'string', default: '2000' } },
  });
  const dataFolder = required('KROK_DATA');
  const opening = { url: required('DATABASE_URL'), keysFolder: join(dataFolder, 'keys') };
  const store = openStore({ ...opening, alone: true });
  const out = await openSandboxes(dataFolder);
  try {
    const { organisationId, zone } = await manualOrganisation(store);
    const { seed, today } = lifeOf(dataFolder, zone);
    const size = { debtors: Number(values.debtors), invoices: Number(values.invoices) };
    const books = await openDemoBooks(store, organisationId, demoPortfolio({ seed, today, ...size }));
    const people = await peopleOf(store, organisationId);
    await liveDays({
      store,
      organisationId,
      books,
      people,
      seed,
      settle: directRun({ store, channels: out.channels }).settle,
      until: today,
      latest: Date.now(),
      report: (day, left) => {
        if (left % 10 === 0) output.line(`Demo: lived through ${day}, ${left} days left.`);
      },
    });
    await store.clock.set(organisationId, { mode: 'real' });
    return 0;
  } finally {
    await out.close();
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

async function manualOrganisation(store: Store): Promise<{ readonly organisationId: string; readonly zone: string }> {
  for (const { id } of await store.organisations.list()) {
    const { clock, zone } = await store.organisations.read(id);
    if (clock.mode === 'manual') return { organisationId: id, zone };
  }
  throw new InputError('Expected an organisation whose clock is manual but there is none.');
}

function lifeOf(dataFolder: string, zone: string): z.infer<typeof lifeSchema> {
  const file = join(dataFolder, 'demo.json');
  if (existsSync(file)) return lifeSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const life = { seed: SEED, today: localDate(Date.now(), zone) };
  writeFileSync(file, `${JSON.stringify(life)}\n`);
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
