import { createChannels } from '@krok/channels';
import { openStore } from '@krok/store';
import { createPerformBundle } from '../src/acts/perform-bundle.ts';

/** Performs bundles, all at once, in a process of its own, which the test kills at a moment of its choice. */
const [url, keysFolder, smtpUrl, ...bundles] = process.argv.slice(2);
if (!url || !keysFolder || !smtpUrl || bundles.length === 0) throw new Error('Expected at least four arguments');
const store = openStore({ url, keysFolder, maxConnections: 4 });
const channels = createChannels({ smtpUrl, sandboxPort: new URL(smtpUrl).port });
const performBundle = createPerformBundle(store, channels);
await Promise.all(bundles.map((bundleId) => performBundle({ bundleId })));
await store.close();
