import type { FindingRule } from '@krok/bpmn/xml';

/** What each rule of the compiler demands, in Polish. */
export const compilerTextsPl: Readonly<Partial<Record<FindingRule, string>>> = {};
