import type { Camera } from './camera.ts';

export interface Entry {
  readonly id: string;
  readonly caseId?: string;
  readonly debtorId?: string;
  readonly channel?: string;
  readonly duty?: string | null;
  readonly claimedBy?: unknown;
}

type Step = (camera: Camera) => Promise<unknown>;

export async function newest(camera: Camera, path: string): Promise<readonly Entry[]> {
  await camera.somewhere();
  return (await camera.ask<{ readonly items: readonly Entry[] }>(path)).items;
}

/** The first work of a kind; the list alone where there is none. */
export function workOf(wanted: (item: Entry) => boolean): (camera: Camera) => Promise<Entry | undefined> {
  return async (camera) => {
    const found = (await newest(camera, '/api/work')).find(wanted);
    await camera.open(found ? `/work?item=${found.id}` : '/work');
    await camera.settled();
    return found;
  };
}

/** The case of the newest listing: all that can happen before has happened. */
export function listedCase(page: string): (camera: Camera) => Promise<void> {
  return async (camera) => {
    const [listing] = await newest(camera, '/api/listings');
    await camera.open(`/cases/${listing?.caseId ?? ''}${page}`);
    await camera.settled();
    await camera.page.waitForSelector('[data-ready]', { timeout: 30_000 });
  };
}

export async function newestCase(camera: Camera): Promise<void> {
  const [first] = await newest(camera, '/api/cases?processId=business-debtor');
  await camera.open(`/cases/${first?.id ?? ''}`);
  await camera.settled();
  await camera.page.waitForSelector('[data-ready]', { timeout: 30_000 });
}

export async function listedDebtor(camera: Camera): Promise<void> {
  const [listing] = await newest(camera, '/api/listings');
  await camera.open(`/debtors/${listing?.debtorId ?? ''}`);
  await camera.settled();
}

export function at(path: string): Step {
  return async (camera) => {
    await camera.open(path);
    await camera.settled();
  };
}

/** A window over a page, opened by the button with these words in one language or the other. */
export function dialogOver(page: Step, ...words: readonly string[]): Step {
  return async (camera) => {
    await page(camera);
    await camera.click(...words);
    await camera.dialog();
  };
}
