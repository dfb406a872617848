import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Camera } from './camera.ts';
import { stuckDrawing } from './drawn-procedures.ts';
import type { Screen } from './screens.ts';

const owner = 'process-owner';

/** Procedures, migrations, repairs, settings and the ways in: their dialogs and states. */
export const officeScreens: readonly Screen[] = [
  {
    name: 'procedures-menu',
    role: owner,
    at: async (camera) => {
      await open(camera, '/procedures');
      await click(camera, 'header button[aria-haspopup=menu]');
      await camera.page.waitForSelector('[role=menu]');
    },
  },
  {
    name: 'procedures-new',
    role: owner,
    at: async (camera) => {
      await open(camera, '/procedures');
      await click(camera, 'header button[aria-haspopup=menu]');
      await click(camera, '[role=menuitem]');
      await camera.page.waitForSelector('[role=dialog] input');
    },
  },
  {
    name: 'procedures-refused',
    role: owner,
    at: async (camera) => {
      await open(camera, '/procedures');
      const [chooser] = await Promise.all([camera.page.waitForFileChooser(), click(camera, 'header button')]);
      const file = join(mkdtempSync(join(tmpdir(), 'krok-screen-')), 'faktury.bpmn');
      writeFileSync(file, stuckDrawing().replace('</bpmn:process>', ''));
      await chooser.accept([file]);
      await camera.page.waitForSelector('[role=dialog] table, [role=dialog] [role=alert]');
    },
  },
  {
    name: 'procedures-discard',
    role: owner,
    at: async (camera) => {
      await camera.somewhere();
      const files = [{ kind: 'bpmn', name: 'proba.bpmn', content: stuckDrawing() }];
      const body = { from: 'files', name: 'Windykacja: próba', files };
      const { id } = await camera.ask<{ readonly id: string }>('/api/drafts', body);
      camera.afterwards(() => camera.ask(`/api/drafts/${id}`, undefined, 'DELETE'));
      await open(camera, '/procedures');
      await camera.page.evaluate(
        `document.querySelector('a[href="/designer/${id}"]').closest('tr, li, div').querySelector('button[aria-haspopup=dialog]').click()`,
      );
      await camera.page.waitForSelector('[role=dialog] button');
    },
  },
  {
    name: 'procedure-heat',
    role: owner,
    at: async (camera) => {
      await open(camera, '/procedures/business-debtor');
      await camera.page.waitForSelector('[data-ready]');
      await camera.page.evaluate(`document.querySelectorAll('[role=radiogroup] input')[2].click()`);
      await camera.settled();
    },
  },
  { name: 'migration', role: owner, at: drawn('/procedures/business-debtor/migration') },
  { name: 'replay-begin', role: 'auditor', at: replayed(async (camera) => camera.press('Home')) },
  {
    name: 'replay-verified',
    role: 'auditor',
    at: replayed(async (camera) => {
      await click(camera, 'header button');
      await camera.page.waitForSelector('header [role=status], header [role=alert]', { timeout: 60_000 });
    }),
  },
  ...(['suspend', 'steps', 'timer', 'end'] as const).map(
    (act, index): Screen => ({ name: `repair-${act}`, role: 'manager', at: repaired(index) }),
  ),
  { name: 'oversight-money', role: 'manager', at: money() },
  { name: 'oversight-tables', role: 'manager', at: money(true) },
  { name: 'state-incidents', role: 'manager', at: stopped },
  {
    name: 'settings-sending-off',
    role: 'administrator',
    at: async (camera) => {
      await open(camera, '/settings');
      await click(camera, '[role=tabpanel] header button');
      await camera.page.waitForSelector('[role=dialog]');
    },
  },
  {
    name: 'settings-submitter',
    role: 'administrator',
    at: async (camera) => {
      await open(camera, '/settings?tab=creditors');
      await click(camera, 'form section:last-of-type button');
      await camera.page.waitForSelector('[role=dialog] input');
    },
  },
  { name: 'settings-looked-at', role: 'auditor', at: '/settings?tab=policy' },
  {
    name: 'sign-in-refused',
    role: null,
    at: async (camera) => {
      await camera.open('/');
      await camera.page.waitForSelector('input[type=password]');
      await camera.page.type('input[type=email]', 'nikt@krok.example');
      await camera.page.type('input[type=password]', 'niewlasciwe');
      await camera.press('Enter');
      await camera.page.waitForSelector('[role=alert]');
    },
  },
  { name: 'state-unknown-procedure', role: owner, at: '/procedures/nothing-of-the-kind' },
  { name: 'state-unknown-replay', role: 'auditor', at: '/cases/00000000-0000-0000-0000-000000000000/replay' },
  { name: 'state-procedures-failed', role: owner, at: failing('/procedures') },
  { name: 'state-settings-failed', role: 'administrator', at: failing('/settings') },
  { name: 'state-sandbox-failed', role: 'administrator', at: failing('/sandbox') },
  { name: 'state-designer-failed', role: owner, at: failing('/designer/00000000-0000-0000-0000-000000000000') },
];

async function open(camera: Camera, path: string): Promise<void> {
  await camera.open(path);
  await camera.settled();
}

async function click(camera: Camera, selector: string): Promise<void> {
  await camera.page.waitForSelector(selector);
  await camera.still();
  await camera.page.click(selector);
}

function drawn(path: string): (camera: Camera) => Promise<unknown> {
  return async (camera) => {
    await open(camera, path);
    await camera.page.waitForFunction(`document.querySelector('[data-loading], [aria-busy=true]') === null`);
  };
}

function replayed(act: (camera: Camera) => Promise<unknown>): (camera: Camera) => Promise<unknown> {
  return async (camera) => {
    await open(camera, `/cases/${await openCase(camera)}/replay`);
    await camera.page.waitForSelector('[data-ready]', { timeout: 30_000 });
    await act(camera);
  };
}

/** A choice of the menu of repairs in the file of a case that is under way. */
function repaired(choice: number): (camera: Camera) => Promise<unknown> {
  return async (camera) => {
    await open(camera, `/cases/${await openCase(camera)}`);
    await camera.page.waitForSelector('[data-ready]', { timeout: 30_000 });
    await click(camera, 'main button[aria-haspopup=menu]');
    await camera.page.waitForSelector('[role=menuitem]');
    await camera.still();
    await camera.page.evaluate(`document.querySelectorAll('[role=menuitem]')[${choice}].click()`);
    const studio = choice === 1 || choice === 2;
    await camera.page.waitForSelector(studio ? '[role=dialog] [data-ready]' : '[role=dialog] form');
  };
}

/** Where the money stands, as plots or as their tables. */
function money(tables = false): (camera: Camera) => Promise<unknown> {
  return async (camera) => {
    await open(camera, '/oversight');
    await camera.page.waitForSelector('section[aria-label] section table');
    await camera.page.evaluate(`(() => {
      if (${tables}) for (const each of document.querySelectorAll('main [role=radiogroup] input[value=table]')) each.click();
      document.querySelector('main [role=radiogroup]').closest('section[aria-label]').scrollIntoView();
    })()`);
    await camera.settled();
  };
}

/** Incidents, which nobody can make at will, on cases that are there. */
async function stopped(camera: Camera): Promise<void> {
  await camera.somewhere();
  const { items } = await camera.ask<{
    readonly items: readonly { readonly id: string; readonly businessKey: string }[];
  }>('/api/cases?processId=business-debtor&status=active');
  const made = items.slice(0, 8).map(({ id, businessKey }, index) => ({
    caseId: id,
    businessKey,
    processId: 'business-debtor',
    processName: 'Windykacja: firma',
    debtorName: 'Stolarnia Bajkowa Józef Zmyślony',
    incidentId: `i${index}`,
    elementId: index < 6 ? 'send-reminder' : 'which-step',
    elementName: index < 6 ? 'Wyślij przypomnienie e-mailem' : 'Od którego kroku?',
    cause: index < 6 ? 'jobRetriesExhausted' : 'noFlowMatches',
    message: index < 6 ? 'Expected the mail server to take the message but it said 421 (attempt 3).' : '',
    hasJob: index < 6,
    raisedAt: '2026-11-23T07:12:00.000Z',
    head: 3,
  }));
  await camera.page.setRequestInterception(true);
  camera.page.on('request', (request) => {
    const isTheirs = new URL(request.url()).pathname === '/api/incidents';
    const body = JSON.stringify({ items: made });
    void (isTheirs ? request.respond({ contentType: 'application/json', body }) : request.continue());
  });
  await open(camera, '/oversight');
  await camera.page.waitForSelector('main h3');
}

async function openCase(camera: Camera): Promise<string> {
  await camera.somewhere();
  interface Line {
    readonly id: string;
    readonly status: string;
  }
  const { items } = await camera.ask<{ readonly items: readonly Line[] }>('/api/cases?processId=business-debtor');
  return items.find(({ status }) => status === 'active')?.id ?? '';
}

function failing(path: string): (camera: Camera) => Promise<unknown> {
  return async (camera) => {
    await camera.withApi({ status: 500, code: 'internal' });
    await camera.open(path);
    await camera.page.waitForSelector('[role=alert]');
  };
}
