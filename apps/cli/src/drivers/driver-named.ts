import { UsageError } from '../errors.ts';
import type { Driver } from './driver.ts';
import { engineDriver } from './engine-driver.ts';

/** The driver behind `--driver`. */
export async function driverNamed(name: string): Promise<Driver> {
  if (name === 'engine') return engineDriver;
  throw new UsageError(`Expected the driver "engine" but got "${name}".`);
}
