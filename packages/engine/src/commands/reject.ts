import { refusalOf } from '../behaviors/json-size.ts';
import type { Rejection, Variables } from '../types/index.ts';

export function reject(code: Rejection['code'], message: string): Rejection {
  return { code, message };
}

export function rejectVariables(variables: Variables): Rejection | null {
  const refusal = refusalOf(variables);
  return refusal === null ? null : reject('invalidVariables', refusal.message);
}
