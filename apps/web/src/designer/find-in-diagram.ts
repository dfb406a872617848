import { type Injector, service } from './services.ts';

/** Opens the search. It closes at a click beside it, and the click that asked for it is still on its way. */
export function findInDiagram(of: Injector): void {
  setTimeout(() => service(of, 'searchPad').open());
}
