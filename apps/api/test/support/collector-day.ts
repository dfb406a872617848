import { fileURLToPath } from 'node:url';
import { CallDesk } from './calls.ts';
import { testApi, type TestApi } from './test-api.ts';

/** A Wednesday, noon in Warsaw. */
export const noon = Date.UTC(2026, 6, 1, 10);

export interface CollectorDay {
  readonly api: TestApi;
  readonly desk: CallDesk;
  readonly base: string;
}

/** The built pages on a real server, with a morning's calls: so many debtors of one invoice, one debtor of two. */
export async function collectorDay(calls: number, webFolder = built): Promise<CollectorDay> {
  const api = await testApi({ manualClockAt: noon, webFolder });
  const desk = await CallDesk.open(api);
  const base = await api.app.listen({ host: '127.0.0.1', port: 0 });
  const numbers = await desk.manyDebtors(calls - 1);
  for (const number of numbers) await desk.work('calls', number);
  await desk.work('calls', 'FV/2026/05/0001', 'FV/2026/06/0002');
  return { api, desk, base };
}

const built = fileURLToPath(new URL('../../../web/dist', import.meta.url));
