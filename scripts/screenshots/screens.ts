import type { Camera } from './camera.ts';
import { designerScreens } from './designer-screens.ts';
import { officeScreens } from './office-screens.ts';

export type Role = 'administrator' | 'process-owner' | 'manager' | 'collector' | 'approver' | 'accountant' | 'auditor';

export interface Screen {
  readonly name: string;
  /** Who looks at it; null: nobody is signed in. */
  readonly role: Role | null;
  /** An address, or what is done to have the screen in front of oneself. */
  readonly at: string | ((camera: Camera) => Promise<unknown>);
  /** Not waited for: it is what it looks like while it loads. */
  readonly loading?: true;
}

interface List {
  readonly items: readonly {
    readonly id: string;
    readonly caseId?: string;
    readonly debtorId?: string;
    readonly channel?: string;
    readonly claimedBy?: unknown;
  }[];
}

interface Draft {
  readonly id: string;
  readonly processId?: string | null;
}

/** Every screen of the application, and the states that a screen may be in. */
export const screens: readonly Screen[] = [
  { name: 'sign-in', role: null, at: '/' },
  { name: 'work', role: 'collector', at: '/work' },
  { name: 'work-call', role: 'collector', at: workOf('call') },
  {
    name: 'wrap-up',
    role: 'collector',
    at: async (camera) => {
      const item = await workOf('call')(camera);
      if (item && item.claimedBy === null)
        // Whoever begins to write takes the work.
        camera.afterwards(() => camera.ask(`/api/work/${item.id}/release`, {}));
      await camera.press('p');
    },
  },
  { name: 'work-approval', role: 'approver', at: workOf('approval') },
  {
    name: 'keys',
    role: 'collector',
    at: async (camera) => {
      await camera.open('/work');
      await camera.settled();
      await camera.press('?');
      await camera.page.waitForSelector('[role=dialog]');
    },
  },
  {
    name: 'notifications',
    role: 'manager',
    at: async (camera) => {
      await camera.open('/work');
      await camera.settled();
      await camera.page.click('nav button[aria-expanded]');
    },
  },
  {
    name: 'search',
    role: 'manager',
    at: async (camera) => {
      await camera.open('/cases');
      await camera.settled();
      await camera.chord('k');
      await camera.page.waitForSelector('[role=dialog] input');
      await camera.page.keyboard.type('Garbarnia');
    },
  },
  { name: 'cases', role: 'manager', at: '/cases' },
  { name: 'case', role: 'manager', at: listedCase('') },
  { name: 'case-new', role: 'manager', at: newestCase },
  { name: 'replay', role: 'auditor', at: listedCase('/replay') },
  { name: 'debtors', role: 'accountant', at: '/debtors' },
  { name: 'debtor', role: 'manager', at: listedDebtor },
  { name: 'imports', role: 'accountant', at: '/imports' },
  { name: 'oversight', role: 'manager', at: '/oversight' },
  { name: 'procedures', role: 'process-owner', at: '/procedures' },
  { name: 'procedure', role: 'process-owner', at: '/procedures/business-debtor' },
  { name: 'designer', role: 'process-owner', at: draftOf('business-debtor') },
  ...['letters', 'listings', 'claims', 'findings'].map(
    (tab): Screen => ({ name: `register-${tab}`, role: 'manager', at: `/register?tab=${tab}` }),
  ),
  {
    name: 'register-entry',
    role: 'manager',
    at: async (camera) => {
      const [listing] = await newest(camera, '/api/listings');
      await camera.open(`/register?tab=listings&entry=${listing?.id ?? ''}`);
    },
  },
  ...['mails', 'sms', 'letters', 'krd', 'epu'].map(
    (tab): Screen => ({ name: `sandbox-${tab}`, role: 'administrator', at: `/sandbox?tab=${tab}` }),
  ),
  ...['sending', 'policy', 'creditors', 'people'].map(
    (tab): Screen => ({ name: `settings-${tab}`, role: 'administrator', at: `/settings?tab=${tab}` }),
  ),
  ...designerScreens,
  ...officeScreens,
  { name: 'state-empty', role: 'manager', at: '/cases?text=zzzzzz' },
  { name: 'state-unknown-page', role: 'manager', at: '/nowhere' },
  { name: 'state-unknown-case', role: 'manager', at: '/cases/00000000-0000-0000-0000-000000000000' },
  { name: 'state-forbidden', role: 'collector', at: '/settings' },
  { name: 'state-loading', role: 'manager', at: answered('never'), loading: true },
  { name: 'state-offline', role: 'manager', at: answered('offline') },
  { name: 'state-failed', role: 'manager', at: answered({ status: 500, code: 'internal' }) },
];

function workOf(channel: string): (camera: Camera) => Promise<List['items'][number] | undefined> {
  return async (camera) => {
    await camera.somewhere();
    const { items } = await camera.ask<List>('/api/work');
    const found = items.find((item) => item.channel === channel);
    await camera.open(found ? `/work?item=${found.id}` : '/work');
    await camera.settled();
    return found;
  };
}

/** The case of the newest listing: all that can happen before has happened. */
function listedCase(page: string): (camera: Camera) => Promise<void> {
  return async (camera) => {
    const [listing] = await newest(camera, '/api/listings');
    await camera.open(`/cases/${listing?.caseId ?? ''}${page}`);
    await camera.settled();
    await camera.page.waitForSelector('[data-ready]', { timeout: 30_000 });
  };
}

async function newestCase(camera: Camera): Promise<void> {
  const [first] = await newest(camera, '/api/cases?processId=business-debtor');
  await camera.open(`/cases/${first?.id ?? ''}`);
  await camera.settled();
  await camera.page.waitForSelector('[data-ready]', { timeout: 30_000 });
}

async function listedDebtor(camera: Camera): Promise<void> {
  const [listing] = await newest(camera, '/api/listings');
  await camera.open(`/debtors/${listing?.debtorId ?? ''}`);
}

async function newest(camera: Camera, path: string): Promise<List['items']> {
  await camera.somewhere();
  return (await camera.ask<List>(path)).items;
}

function draftOf(processId: string): (camera: Camera) => Promise<void> {
  return async (camera) => {
    await camera.somewhere();
    const { items } = await camera.ask<{ readonly items: readonly Draft[] }>('/api/drafts');
    const known = items.find((draft) => draft.processId === processId);
    const { id } = known ?? (await camera.ask<Draft>('/api/drafts', { from: 'live', processId }));
    if (!known) camera.afterwards(() => camera.ask(`/api/drafts/${id}`, undefined, 'DELETE'));
    await camera.open(`/designer/${id}`);
    await camera.settled();
    await camera.page.waitForSelector('.djs-container .djs-shape', { timeout: 60_000 });
  };
}

function answered(answer: Parameters<Camera['withApi']>[0]): (camera: Camera) => Promise<void> {
  return async (camera) => {
    await camera.withApi(answer);
    await camera.open('/cases');
    await camera.page.waitForSelector('main');
  };
}
