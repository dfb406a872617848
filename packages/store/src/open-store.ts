import type { Store, StoreOptions } from './surface/store.ts';

/** Opens a store on a migrated database. */
export declare function openStore(options: StoreOptions): Store;
