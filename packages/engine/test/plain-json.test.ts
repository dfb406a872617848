import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type EngineEvent, initialState, type InstanceState, type Json } from '@krok/engine';
import { assertPlain } from './rig.ts';

/** `T`, where everything in it is plain JSON, so that it can be stored as it is; anything else in it becomes `never`. */
type Plain<T> = [T] extends [Json]
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Plain<Item>[]
    : T extends { readonly getTime: unknown } | { readonly size: unknown } | ((...args: never[]) => unknown)
      ? never
      : T extends object
        ? { readonly [K in keyof T]: Plain<Exclude<T[K], undefined>> }
        : never;

/** Compile only as long as states and events are plain JSON. */
const plainState = (state: InstanceState): Plain<InstanceState> => state;
const plainEvent = (event: EngineEvent): Plain<EngineEvent> => event;

test('the state is plain JSON, by its type and by its value', () => {
  assertPlain(plainState(initialState()));
  assertPlain(plainEvent({ kind: 'timePassed', now: 1 }));
  assert.deepEqual(structuredClone(initialState()), initialState());
});
