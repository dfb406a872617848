import type { Store } from '@krok/store';
import type { DataConverter } from '@temporalio/common';
import { createCaseCodec } from './case-codec.ts';

/** The one data converter of worker, relay and operators' clients: whoever lacks the keys sees ciphertext. */
export function caseDataConverter(store: Store): DataConverter {
  const codec = createCaseCodec({
    caseKey: (caseId) => store.keys.caseKey(caseId),
    executableBytes: async (hash) => Buffer.from(await store.deployments.executable(hash)).toString(),
  });
  return { payloadCodecs: [codec] };
}
