import { caseBounds, openStore } from '@krok/store';
import { buildApp } from './build-app.ts';
import { apiLogger } from './http/log-options.ts';
import { settings } from './settings.ts';

/** The API process: serves API and pages until SIGINT or SIGTERM, then answers what it has begun and ends. */
const {
  databaseUrl,
  keysFolder,
  dataFolder,
  mailsFolder,
  lettersFolder,
  host,
  port,
  publicOrigin,
  webFolder,
  logLevel,
} = settings(process.env);
const logger = apiLogger(logLevel);
const store = openStore({ url: databaseUrl, keysFolder, ...caseBounds(process.env) });
const { app } = await buildApp({
  store,
  logger,
  mailsFolder,
  lettersFolder,
  dataFolder,
  webFolder,
  ...(publicOrigin !== undefined && { publicOrigin }),
});
const address = await app.listen({ host, port });
logger.info({ address }, 'API ready');

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await app.close();
  await store.close();
  logger.info('API stopped');
}
process.once('SIGINT', () => void stop());
process.once('SIGTERM', () => void stop());
