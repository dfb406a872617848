import { UsageError } from '../errors.ts';
import type { Driver } from './driver.ts';
import { engineDriver } from './engine-driver.ts';

/** The driver behind `--driver`. The one over real servers loads their clients only when it is asked for. */
export async function driverNamed(name: string): Promise<Driver> {
  if (name === 'engine') return engineDriver;
  if (name === 'temporal') return (await import('./temporal-driver.ts')).openTemporalDriver();
  throw new UsageError(`Expected the driver "engine" or "temporal" but got "${name}".`);
}
