import type { Suite } from './run-suites.ts';

const TIMEOUT = 15 * 60_000;

/** Start, kill or wait for servers for a minute and more. */
const LONG =
  /\/apps\/(.*\/)?((flow|survive|outage|commit-and-follow|attendant|rebuild|live|random-models)[\w-]*\.int|worker\/.*case-life\.int|(designer|worklist)\.e2e)\.test\.ts$/;

/** Short ones with a database each, of rooms whose tests start no other process. */
const SHARING = /\/((packages\/(store|activities|channels)|apps\/api)\/test)\/(?!(.*\/)?kill\.).*\.int\.test\.ts$/;

/**
 * Suites that kill servers wait more than they work: begun first and several at a time, they don't hold up the end. Short
 * ones of a room share a process, which costs more to start than they do.
 */
export function orderSuites(paths: readonly string[]): Suite[] {
  const short = paths.filter((path) => !LONG.test(path));
  const rooms = Map.groupBy(
    short.filter((path) => SHARING.test(path)),
    (path) => SHARING.exec(path)?.[1],
  );
  return [
    ...paths.filter((path) => LONG.test(path)).map((path) => [path]),
    ...short.filter((path) => !SHARING.test(path)).map((path) => [path]),
    ...[...rooms.values()].flatMap((files) => shares(files, 5)),
  ].map((files) => ({ files, timeout: TIMEOUT }));
}

function shares(files: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(files.length / size) }, (_, n) => files.slice(n * size, (n + 1) * size));
}
