import hooks, { type AsyncHook, type HookCallbacks } from 'node:async_hooks';

/**
 * Preloaded into each test process. The test runner follows every promise to tell whose test an unhandled error belongs to,
 * which makes an `await` some twenty times dearer, and what waits for servers awaits without end. It goes on following
 * timers and sockets; what a promise leaves unhandled fails the file instead of the one test.
 */
const { createHook } = hooks;

hooks.createHook = (callbacks: HookCallbacks): AsyncHook =>
  createHook(isOfTheRunner() ? { ...callbacks, trackPromises: false } : callbacks);

function isOfTheRunner(): boolean {
  return new Error().stack?.includes('node:internal/test_runner/') === true;
}
