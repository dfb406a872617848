import { main } from '@krok/cli';
import { freshDatabase, testServices } from './services/test-services.ts';

/**
 * `npm run conformance -- DIR [--driver engine|temporal] [--json FILE]`. For the driver over real servers these are
 * started for this run alone, unless the environment names others.
 */
const args = process.argv.slice(2);
const at = args.indexOf('--driver');
if (args.includes('--driver=temporal') || (at >= 0 && args[at + 1] === 'temporal')) {
  process.env['TEMPORAL_ADDRESS'] ??= (await testServices()).temporalAddress;
  process.env['DATABASE_URL'] ??= await freshDatabase('conformance');
}
process.exitCode = await main(['conformance', ...args]);
