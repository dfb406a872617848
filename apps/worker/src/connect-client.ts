import type { Store } from '@krok/store';
import { Client, Connection } from '@temporalio/client';
import { caseDataConverter } from './codec/case-data-converter.ts';

/** A Temporal client that speaks the cases' codec. Close its connection when done. */
export async function connectClient(store: Store, address: string, namespace: string): Promise<Client> {
  const connection = await Connection.connect({ address });
  return new Client({ connection, namespace, dataConverter: caseDataConverter(store) });
}
