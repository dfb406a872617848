import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { repository } from './services/locations.ts';

/**
 * Seed of all random tests of a run: `SEED` where it is set, else drawn from the tracked code. One commit plays the same models
 * wherever it is tested, so that it is green or red and not both; each change of the code plays others.
 */
export function seedOfTree(): string {
  const set = process.env['SEED'];
  if (set !== undefined && set !== '') return set;
  return String(createHash('sha256').update(trackedCode()).digest().readUInt32BE() % 2 ** 31);
}

function trackedCode(): string {
  try {
    const tracked = ['ls-files', '--stage', 'apps', 'packages', 'workflows'];
    return execFileSync('git', tracked, { cwd: repository, encoding: 'utf8', maxBuffer: 2 ** 26, stdio: 'pipe' });
  } catch {
    // An unpacked archive has no index.
    return '';
  }
}
