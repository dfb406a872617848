import type { balanceQuery } from '@krok/contracts/schemas';
import type { MoneySelection } from '@krok/store';
import type { z } from 'zod';
import { ApiProblem } from '../errors.ts';

type Query = z.infer<typeof balanceQuery>;

/** The figure whose debtors are asked for; two of them at once, or a detail without its figure, are refused. */
export function moneySelectionOf(query: Query): MoneySelection | undefined {
  const { age, stage, standing, paidIn, after, promisedFor, promise } = query;
  const asked: MoneySelection[] = [];
  if (age !== undefined) asked.push({ kind: 'age', band: age });
  if (stage !== undefined) asked.push({ kind: 'stage', stage, ...(standing !== undefined && { standing }) });
  if (paidIn !== undefined) asked.push({ kind: 'paid', month: paidIn, ...(after !== undefined && { after }) });
  if (promisedFor !== undefined) {
    asked.push({ kind: 'promise', month: promisedFor, ...(promise !== undefined && { end: promise }) });
  }
  if (asked.length > 1) throw refused('/age', 'Expected one of age, stage, paidIn and promisedFor but got several');
  if (standing !== undefined && stage === undefined) throw refused('/standing', 'Expected a stage with it');
  if (after !== undefined && paidIn === undefined) throw refused('/after', 'Expected paidIn with it');
  if (promise !== undefined && promisedFor === undefined) throw refused('/promise', 'Expected promisedFor with it');
  return asked[0];
}

function refused(pointer: string, detail: string): ApiProblem {
  return new ApiProblem('invalid-input', { errors: [{ pointer, detail }] });
}
