export { canonicalJson } from './canonical-json.ts';
export { COMPILER_VERSION } from './compiler-version.ts';
export type * from './types.ts';
