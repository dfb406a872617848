import type { Camera } from './camera.ts';
import { callForm, longDrawing, riskTable, stuckDrawing, waylessDrawing } from './drawn-procedures.ts';
import type { Screen } from './screens.ts';

interface File {
  readonly kind: string;
  readonly name: string;
  readonly content: string;
}

type Act = (camera: Camera) => Promise<unknown>;

const role = 'process-owner';
const aside: readonly File[] = [
  { kind: 'form', name: 'rozmowa.form', content: callForm },
  { kind: 'dmn', name: 'ryzyko.dmn', content: riskTable },
];

/** The designer with each of its panels, editors and dialogs. */
export const designerScreens: readonly Screen[] = [
  { name: 'designer-step', role, at: inDraft(shipped, (camera) => select(camera, 'send-reminder')) },
  { name: 'designer-wait', role, at: inDraft(shipped, (camera) => select(camera, 'reminder-wait')) },
  { name: 'designer-ways', role, at: inDraft(shipped, (camera) => select(camera, 'which-step')) },
  {
    name: 'designer-expert',
    role,
    at: inDraft(shipped, async (camera) => {
      await camera.page.click('header input[role=switch]');
      await select(camera, 'send-reminder');
      await camera.page.waitForSelector('.bio-properties-panel-header');
    }),
  },
  {
    name: 'designer-try',
    role,
    at: inDraft(shipped, async (camera) => {
      await camera.page.click('aside [role=tab]:last-child');
      await click(camera, 'aside [role=tabpanel] button');
      await camera.page.waitForSelector('aside time');
    }),
  },
  {
    name: 'designer-try-stopped',
    role,
    at: inDraft(files(waylessDrawing), async (camera) => {
      await camera.page.click('aside [role=tab]:last-child');
      await click(camera, 'aside [role=tabpanel] button');
      await camera.page.waitForSelector('aside [role=alert]');
    }),
  },
  {
    name: 'designer-heat',
    role,
    at: inDraft('live', async (camera) => {
      await camera.page.evaluate(`document.querySelectorAll('[role=radiogroup] input')[1].click()`);
      await camera.page.waitForSelector('.djs-overlay', { timeout: 10_000 });
    }),
  },
  { name: 'designer-export', role, at: inDraft(shipped, (camera) => exportMenu(camera)) },
  {
    name: 'designer-camunda',
    role,
    at: inDraft(shipped, async (camera) => {
      await exportMenu(camera);
      await click(camera, '[role=menu] [role=menuitem]:last-child');
      await camera.page.waitForSelector('[role=dialog] [role=status] ~ ul, [role=dialog] ul', { timeout: 60_000 });
    }),
  },
  { name: 'designer-problems', role, at: inDraft(files(stuckDrawing), (camera) => wayShown(camera)) },
  { name: 'designer-form', role, at: inDraft(files(stuckDrawing, aside), (camera) => tab(camera, 'rozmowa.form')) },
  { name: 'designer-table', role, at: inDraft(files(stuckDrawing, aside), (camera) => tab(camera, 'ryzyko.dmn')) },
  { name: 'designer-long', role, at: inDraft(files(() => longDrawing(100), aside)) },
  {
    name: 'designer-compare',
    role,
    at: inDraft(changed, async (camera) => {
      await publishing(camera);
      await camera.page.waitForFunction(`document.querySelectorAll('[role=dialog] [data-ready]').length === 2`);
    }),
  },
  {
    name: 'designer-publish',
    role,
    at: inDraft(
      files(() => longDrawing(8), aside),
      (camera) => publishing(camera),
    ),
  },
  { name: 'state-designer-gone', role, at: '/designer/00000000-0000-0000-0000-000000000000' },
];

/** A draft of one's own is opened, something is done in it, and it is thrown away afterwards. */
function inDraft(of: 'live' | ((camera: Camera) => Promise<readonly File[]> | readonly File[]), act?: Act): Act {
  return async (camera) => {
    await camera.somewhere();
    const body =
      of === 'live'
        ? { from: 'live', processId: 'business-debtor' }
        : { from: 'files', name: 'Windykacja: próba', files: await of(camera) };
    const { id, created } = await camera.ask<{ readonly id: string; readonly created: boolean }>('/api/drafts', body);
    if (created) camera.afterwards(() => camera.ask(`/api/drafts/${id}`, undefined, 'DELETE'));
    // What another screen switched on.
    await camera.page.evaluate(`localStorage.removeItem('krok-designer-expert')`);
    await camera.open(`/designer/${id}`);
    await camera.settled();
    await camera.page.waitForSelector('.djs-container .djs-shape', { timeout: 60_000 });
    await camera.page.waitForSelector('[data-step]', { timeout: 60_000 });
    await camera.page.waitForFunction(`!document.querySelector('[aria-busy=true]')`, { timeout: 60_000 });
    await act?.(camera);
  };
}

async function shipped(camera: Camera): Promise<readonly File[]> {
  interface Process {
    readonly processId: string;
    readonly deploymentId: string;
  }
  const { items } = await camera.ask<{ readonly items: readonly Process[] }>('/api/processes');
  const { deploymentId } = items.find(({ processId }) => processId === 'business-debtor') ?? { deploymentId: '' };
  return (await camera.ask<{ readonly items: readonly File[] }>(`/api/deployments/${deploymentId}/files`)).items;
}

/** The shipped one with another wait, a step without its name, and one that is gone. */
async function changed(camera: Camera): Promise<readonly File[]> {
  return (await shipped(camera)).map((file) => ({
    ...file,
    content: file.content
      .replace('add business days(today(), 2)', 'add business days(today(), 1)')
      .replace('Ponów za 2 dni robocze', 'Ponów jutro')
      .replace('Wezwanie z ostrzeżeniem o KRD', 'Wezwanie do zapłaty'),
  }));
}

function files(drawn: () => string, beside: readonly File[] = []): () => readonly File[] {
  return () => [{ kind: 'bpmn', name: 'proba.bpmn', content: drawn() }, ...beside];
}

/** Clicks where the element is drawn: its middle may lie under another one. */
async function select(camera: Camera, element: string): Promise<void> {
  await camera.page.waitForSelector(`[data-element-id="${element}"] .djs-hit`);
  // Text: the types here are those of Node.
  const [x, y] = (await camera.page.evaluate(`(() => {
    const box = document.querySelector('[data-element-id="${element}"] .djs-hit').getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  })()`)) as readonly [number, number];
  await camera.page.mouse.click(x, y);
  await camera.page.waitForSelector(`[data-element-id="${element}"].selected`);
}

async function click(camera: Camera, selector: string): Promise<void> {
  await camera.page.waitForSelector(selector);
  await camera.still();
  await camera.page.click(selector);
}

async function exportMenu(camera: Camera): Promise<void> {
  await camera.page.click('header button[aria-haspopup=menu]');
  await camera.page.waitForSelector('[role=menu]');
  await camera.still();
}

async function tab(camera: Camera, file: string): Promise<void> {
  await camera.page.evaluate(
    `[...document.querySelectorAll('nav button')].find((each) => each.textContent.trim() === ${JSON.stringify(file)}).click()`,
  );
  await camera.settled();
  await camera.page.waitForFunction(
    `document.querySelector('.dmn-decision-table-container table, [role=region] input') !== null`,
    {
      timeout: 60_000,
    },
  );
}

/** The first problem that knows how one comes there. */
async function wayShown(camera: Camera): Promise<void> {
  await camera.page.evaluate(`document.querySelector('section[aria-busy] ul button')?.click()`);
}

async function publishing(camera: Camera): Promise<void> {
  await camera.page.evaluate(`[...document.querySelectorAll('header button')].at(-1).click()`);
  await camera.page.waitForSelector('[role=dialog] textarea', { timeout: 60_000 });
  await camera.page.waitForSelector('[role=dialog] [data-ready]', { timeout: 60_000 });
}
