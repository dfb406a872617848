import type { ProcedureVersion } from '@krok/contracts/schemas';

/** Earlier versions with open cases that work otherwise than the one in force; those with the most cases first. */
export function movable(versions: readonly ProcedureVersion[]): ProcedureVersion[] {
  const [newest] = versions;
  return versions
    .filter(({ hash, openCases }) => openCases > 0 && hash !== newest?.hash)
    .toSorted((left, right) => right.openCases - left.openCases);
}
