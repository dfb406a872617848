export { canonicalJson } from './canonical-json.ts';
export { COMPILER_VERSION } from './compiler-version.ts';
export { elementById, flowById } from './element-by-id.ts';
export type * from './types.ts';
