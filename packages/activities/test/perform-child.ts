import { createChannels } from '@krok/channels';
import { openStore } from '@krok/store';
import { createPerformBundle } from '../src/acts/perform-bundle.ts';

/** Performs one bundle in a process of its own, which the test kills at a moment of its choice. */
const [url, keysFolder, smtpUrl, bundleId] = process.argv.slice(2);
if (!url || !keysFolder || !smtpUrl || !bundleId) throw new Error('Expected four arguments');
const store = openStore({ url, keysFolder, maxConnections: 2 });
const channels = createChannels({ smtpUrl, sandboxPort: new URL(smtpUrl).port });
await createPerformBundle(store, channels)({ bundleId });
await store.close();
