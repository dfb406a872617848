import type { Camera } from './camera.ts';
import { at, dialogOver, newest, workOf } from './finders.ts';
import type { Screen } from './screens.ts';

const call = workOf(({ channel }) => channel === 'call');

/** The day's work: each kind of step, each outcome of a call, and what is done to several at once. */
export const workScreens: readonly Screen[] = [
  { name: 'work', role: 'collector', at: '/work' },
  { name: 'work-none', role: 'salesperson', at: '/work' },
  ...['brokenPromises', 'replies', 'callbacks', 'disputes', 'waiting'].map(
    (queue): Screen => ({ name: `work-queue-${queue}`, role: 'collector', at: `/work?queue=${queue}` }),
  ),
  { name: 'work-call', role: 'collector', at: call },
  ...['1', '2', '3', '4', '5', '6'].map(
    (key): Screen => ({
      name: `wrap-up${key === '1' ? '' : `-${key}`}`,
      role: 'collector',
      at: (camera) => wrapUp(camera, key),
    }),
  ),
  {
    name: 'wrap-up-wrong',
    role: 'collector',
    at: async (camera) => {
      await wrapUp(camera, '1');
      await camera.chord('Enter');
      await camera.page.waitForSelector('[aria-invalid=true]');
    },
  },
  {
    name: 'work-snooze',
    role: 'collector',
    at: async (camera) => {
      await call(camera);
      // A queue of the list is called so too.
      await camera.page.click('section [aria-haspopup=menu]');
      await camera.page.waitForSelector('[role=menu]');
    },
  },
  { name: 'work-reply', role: 'collector', at: dialogOver(call, 'Odpowiedź dłużnika', 'Reply') },
  {
    name: 'work-mail',
    role: 'collector',
    at: async (camera) => {
      await written(camera);
      await camera.page.click('aside li button');
      await camera.dialog();
    },
  },
  { name: 'work-task', role: 'lawyer', at: workOf(({ channel, duty }) => channel === 'task' && duty === null) },
  { name: 'work-duty', role: 'manager', at: workOf(({ duty }) => typeof duty === 'string') },
  { name: 'work-filtered', role: 'collector', at: (camera) => filtered(camera, 'zzzzzz') },
  { name: 'work-bulk', role: 'manager', at: marked },
  { name: 'work-bulk-assign', role: 'manager', at: dialogOver(marked, 'Przydziel', 'Give to') },
  {
    name: 'work-bulk-result',
    role: 'manager',
    // Gives back what it does not hold: refused line by line, and nothing changes.
    at: dialogOver(marked, 'Oddaj', 'Give back'),
  },
  { name: 'work-unknown', role: 'collector', at: '/work?item=00000000-0000-0000-0000-000000000000' },
  { name: 'work-approval', role: 'approver', at: workOf(({ channel }) => channel === 'approval') },
  {
    name: 'work-approval-rejected',
    role: 'approver',
    at: async (camera) => {
      await workOf(({ channel }) => channel === 'approval')(camera);
      await camera.page.waitForSelector('#approval-reason');
      await camera.press('2');
      await camera.page.waitForSelector('[aria-invalid=true]');
    },
  },
  { name: 'work-approval-read', role: 'auditor', at: workOf(({ channel }) => channel === 'approval') },
];

async function wrapUp(camera: Camera, outcome: string): Promise<void> {
  const item = await call(camera);
  if (item && item.claimedBy === null)
    // Whoever begins to write takes the work.
    camera.afterwards(() => camera.ask(`/api/work/${item.id}/release`, {}));
  await camera.page.evaluate(
    `for (const key of Object.keys(localStorage)) if (/draft/.test(key)) localStorage.removeItem(key)`,
  );
  await camera.page.reload({ waitUntil: 'domcontentloaded' });
  await camera.settled();
  await camera.press(outcome as '1');
}

async function filtered(camera: Camera, text: string): Promise<void> {
  await at('/work')(camera);
  await camera.page.type('#work-filter', text);
}

/** The first work about a debtor who was sent a mail. */
async function written(camera: Camera): Promise<void> {
  const items = await newest(camera, '/api/work');
  for (const { id } of items) {
    const { contacts } = await camera.ask<{ readonly contacts: readonly { readonly mailId: string | null }[] }>(
      `/api/work/${id}`,
    );
    if (!contacts.some(({ mailId }) => mailId !== null)) continue;
    await camera.open(`/work?item=${id}`);
    return camera.settled();
  }
  await camera.open('/work');
}

async function marked(camera: Camera): Promise<void> {
  await at('/work')(camera);
  for (let count = 0; count < 3; count += 1) await camera.press('x', 'j');
  await camera.page.waitForSelector('[role=region]');
}
