import type { FeelTypeName } from './value.ts';

/** Base of the FEEL values that JSON has no form for, which tells them from contexts. */
export abstract class FeelObject {
  abstract readonly type: FeelTypeName;
}
