import type { ExpressionTree } from '@krok/feel';
import type { FindingRule } from '../errors.ts';
import type { FindingList } from '../finding.ts';
import { type DmnElement, nearestId } from '../moddle/dmn-element.ts';
import { FeelParser } from './feel-parser.ts';
import { memberNames } from './member-names.ts';
import { type Model, placeIn } from './models.ts';
import { Types } from './types.ts';

/** What every part of the compiler needs: where findings go, the types, and how expressions are parsed. */
export class Compilation {
  readonly models: readonly Model[];
  readonly types: Types;
  readonly #list: FindingList;
  readonly #parser: FeelParser;

  constructor(models: readonly Model[], list: FindingList) {
    this.models = models;
    this.#list = list;
    this.#parser = new FeelParser(memberNames(models));
    this.types = new Types(this);
  }

  error(rule: FindingRule, model: Model, element: DmnElement, message: string): void {
    this.#list.error(rule, placeIn(model, nearestId(element)), message);
  }

  warning(rule: FindingRule, model: Model, element: DmnElement, message: string): void {
    this.#list.warning(rule, placeIn(model, nearestId(element)), message);
  }

  /** An expression over the variables of a scope; one that is none is found and reads as null. */
  expression(text: string, scope: readonly string[], model: Model, element: DmnElement): ExpressionTree {
    return this.#parse('expression', text, scope, model, element);
  }

  /** Unary tests; an empty text is `-`. */
  unaryTests(text: string, scope: readonly string[], model: Model, element: DmnElement): ExpressionTree {
    return this.#parse('unaryTests', text.trim() === '' ? '-' : text, scope, model, element);
  }

  #parse(
    kind: 'expression' | 'unaryTests',
    text: string,
    scope: readonly string[],
    model: Model,
    element: DmnElement,
  ): ExpressionTree {
    const parsed = this.#parser.parse(kind, text, scope);
    if (parsed.kind === 'parsed') return parsed.tree;
    this.error(parsed.rule, model, element, parsed.message);
    return NOTHING;
  }
}

/** The expression `null`. */
export const NOTHING: ExpressionTree = { formatVersion: 1, source: 'null', reads: [], root: { kind: 'null' } };
