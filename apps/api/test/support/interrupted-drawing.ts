import type { HTTPRequest, Page } from 'puppeteer-core';
import { password, type TestApi } from './test-api.ts';

/** A draft on the screen of somebody who changes the days of its wait. */
export interface DrawingTable {
  readonly api: TestApi;
  readonly page: Page;
  shows(wanted: string): Promise<unknown>;
  drawn(): Promise<unknown>;
  draftHolds(...wanted: readonly string[]): Promise<void>;
  setDays(count: number): Promise<void>;
}

/** The session ends while somebody draws: they sign in and go on with what they had drawn, where they had drawn it. */
export async function sessionEnds({ page, shows, drawn, draftHolds, setDays }: DrawingTable): Promise<void> {
  const address = page.url();
  // What the page asks for every few seconds would end the session before anything is drawn.
  const onlySaves = (request: HTTPRequest) => {
    const isPoll = request.method() === 'GET' && new URL(request.url()).pathname.startsWith('/api/');
    void (isPoll ? request.abort('internetdisconnected') : request.continue());
  };
  await page.setRequestInterception(true);
  page.on('request', onlySaves);
  await page.deleteCookie(...(await page.cookies()));
  await setDays(6);
  await shows('Sesja wygasła.');
  page.off('request', onlySaves);
  await page.setRequestInterception(false);
  await page.waitForFunction(`document.activeElement.type === 'password'`);
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await drawn();
  await shows('Czekaj 6 dni roboczych');
  await shows('Wróciły też zmiany, których nie zdążono zapisać.');
  await draftHolds('today(), 6)');
  if (page.url() !== address) throw new Error(`Expected ${address} but is at ${page.url()}`);
}

/** Without a connection drawing goes on, and is saved when it is back. */
export async function connectionIsCut({ page, shows, draftHolds, setDays }: DrawingTable): Promise<void> {
  await page.setOfflineMode(true);
  await setDays(4);
  await shows('Jeszcze nie zapisano');
  await page.setOfflineMode(false);
  await shows('Zapisano');
  await draftHolds('today(), 4)');
}

/** Two people save: who has changed nothing sees the other's work, who has is asked; a discarded draft is not lost. */
export async function anotherSaves(table: DrawingTable): Promise<void> {
  const { page, shows, drawn, draftHolds, setDays } = table;
  await otherSets(table, 8);
  await shows('Osoba administrator zapisuje zmiany w tym szkicu.');
  await page.locator('header ::-p-text(Pokaż je)').click();
  await page.waitForFunction(`!document.body.innerText.includes('Pokaż je')`, { timeout: 60_000 });
  await drawn();
  await setDays(9);
  await otherSets(table, 3);
  await shows('Osoba administrator zapisuje ten szkic równocześnie.');
  await page.locator('header ::-p-text(Zostaw moje)').click();
  await shows('Zapisano');
  await draftHolds('today(), 9)');
  const { draft, headers } = await read(table);
  await table.api.app.inject({ method: 'DELETE', url: `/api/drafts/${draft.id}`, headers });
  await setDays(2);
  await shows('Ten szkic opublikowano albo usunięto.');
  await page.locator('header ::-p-text(Zachowaj jako nowy szkic)').click();
  await page.waitForFunction(`!location.pathname.endsWith('${draft.id}')`, { timeout: 60_000 });
  await drawn();
  await draftHolds('today(), 2)');
}

async function otherSets(table: DrawingTable, count: number): Promise<void> {
  const { draft, headers } = await read(table);
  const { id, revision, name } = draft;
  const files = draft.files.map((file: { content: string }) => ({
    ...file,
    content: file.content.replace(/today\(\), \d+\)/, `today(), ${count})`),
  }));
  const payload = { revision, name, files };
  const answer = await table.api.app.inject({ method: 'PUT', url: `/api/drafts/${id}`, payload, headers });
  if (answer.statusCode !== 200) throw new Error(answer.body);
}

async function read({ api, page }: DrawingTable) {
  const headers = { cookie: await api.cookie('administrator') };
  const id = page.url().split('/').at(-1) ?? '';
  return { draft: (await api.app.inject({ url: `/api/drafts/${id}`, headers })).json(), headers };
}
