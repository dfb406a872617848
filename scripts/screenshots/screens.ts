import type { Camera } from './camera.ts';
import { designerScreens } from './designer-screens.ts';
import { officeScreens } from './office-screens.ts';
import { fileScreens } from './file-screens.ts';
import { listedCase } from './finders.ts';
import { frameScreens } from './frame-screens.ts';
import { ledgerScreens } from './ledger-screens.ts';
import { workScreens } from './work-screens.ts';

export type Role =
  | 'administrator'
  | 'process-owner'
  | 'manager'
  | 'collector'
  | 'approver'
  | 'accountant'
  | 'salesperson'
  | 'lawyer'
  | 'auditor';

export interface Screen {
  readonly name: string;
  /** Who looks at it; null: nobody is signed in. */
  readonly role: Role | null;
  /** An address, or what is done to have the screen in front of oneself. */
  readonly at: string | ((camera: Camera) => Promise<unknown>);
  /** Not waited for: it is what it looks like while it loads. */
  readonly loading?: true;
}

interface Draft {
  readonly id: string;
  readonly processId?: string | null;
}

/** Every screen of the application, and the states that a screen may be in. */
export const screens: readonly Screen[] = [
  ...frameScreens,
  ...workScreens,
  ...fileScreens,
  ...ledgerScreens,
  { name: 'replay', role: 'auditor', at: listedCase('/replay') },
  { name: 'oversight', role: 'manager', at: '/oversight' },
  { name: 'debtors-of-figure', role: 'manager', at: '/debtors?stage=reminder' },
  { name: 'procedures', role: 'process-owner', at: '/procedures' },
  { name: 'procedure', role: 'process-owner', at: '/procedures/business-debtor' },
  { name: 'designer', role: 'process-owner', at: draftOf('business-debtor') },
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
    // The check of the drawing has said what it found.
    await camera.page.waitForFunction(`!document.querySelector('[aria-busy=true]')`, { timeout: 60_000 });
  };
}

function answered(answer: Parameters<Camera['withApi']>[0]): (camera: Camera) => Promise<void> {
  return async (camera) => {
    await camera.withApi(answer);
    await camera.open('/cases');
    await camera.page.waitForSelector('main');
  };
}
