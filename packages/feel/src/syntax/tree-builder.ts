import { normalizeContextKey } from 'lezer-feel';
import { BuildError } from './build-error.ts';
import { collapse, need, parts, type SyntaxNode, tokens } from './syntax-node.ts';
import type { RangeTypes } from './range-types.ts';
import { unescape } from './string-literal.ts';
import { TypeBuilder } from './type-builder.ts';
import type {
  ArithmeticOperator,
  ComparisonOperator,
  FeelEntry,
  FeelIterator,
  FeelNode,
  FeelParameter,
} from './tree.ts';

/** Expressions that nest deeper than this are refused, so that no walk over them can exhaust the stack. */
export const MAX_DEPTH = 500;

/** Turns the grammar's syntax tree into our own: plain data, with names resolved to the spelling of their declaration. */
export class TreeBuilder {
  private readonly source: string;
  /** Declared names by their normal form: a name with operators may be written with other spaces where it is used. */
  private readonly known: Map<string, string>;
  private readonly types: TypeBuilder;
  private depth = 0;

  constructor(source: string, known: ReadonlyMap<string, string>, rangeTypes: RangeTypes) {
    this.source = source;
    this.known = new Map(known);
    this.types = new TypeBuilder(source, rangeTypes, (node) => this.name(node));
  }

  build(node: SyntaxNode): FeelNode {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) {
      throw new BuildError(`Expected at most ${MAX_DEPTH} levels of nesting but found more.`, node.from);
    }
    const built = this.node(node);
    this.depth -= 1;
    return built;
  }

  private node(node: SyntaxNode): FeelNode {
    switch (node.name) {
      case 'Expression':
      case 'ParenthesizedExpression':
      case 'PositiveUnaryTest':
      case 'SimplePositiveUnaryTest':
      case 'FunctionBody':
        return this.wrapper(node);
      case 'null':
        return { kind: 'null' };
      case 'BooleanLiteral':
        return { kind: 'boolean', value: this.text(node) === 'true' };
      case 'NumericLiteral':
        return { kind: 'number', text: this.text(node).replace(/\s+/g, '') };
      case 'StringLiteral':
        return { kind: 'string', value: unescape(this.text(node)) };
      case 'DateTimeLiteral':
        return this.dateTimeLiteral(node);
      case 'VariableName':
        return { kind: 'variable', name: this.name(node) };
      case '?':
        return { kind: 'input' };
      case 'ArithmeticExpression':
        return this.arithmetic(node);
      case 'Comparison':
        return this.comparison(node);
      case 'Conjunction':
      case 'Disjunction': {
        const [left, right] = this.operands(node);
        return { kind: node.name === 'Conjunction' ? 'and' : 'or', left, right };
      }
      case 'IfExpression': {
        const [condition, whenTrue, whenFalse] = parts(node).map((part) => this.build(part));
        return { kind: 'if', condition: need(condition), whenTrue: need(whenTrue), whenFalse: need(whenFalse) };
      }
      case 'ForExpression': {
        const [iterators, body] = parts(node);
        return { kind: 'for', iterators: this.iterators(need(iterators)), body: this.build(need(body)) };
      }
      case 'QuantifiedExpression': {
        const [iterators, condition] = parts(node);
        const kind = node.firstChild?.name === 'some' ? 'some' : 'every';
        return { kind, iterators: this.iterators(need(iterators)), condition: this.build(need(condition)) };
      }
      case 'InstanceOfExpression': {
        const [value, type] = parts(node);
        return { kind: 'instanceOf', value: this.build(need(value)), type: this.types.build(need(type)) };
      }
      case 'PathExpression': {
        const [source, name] = parts(node);
        return { kind: 'path', source: this.build(need(source)), name: this.name(need(name)) };
      }
      case 'FilterExpression': {
        const [source, condition] = this.operands(node);
        return { kind: 'filter', source, condition };
      }
      case 'FunctionInvocation': {
        const [callee, parameters] = parts(node);
        return this.call(this.build(need(callee)), need(parameters));
      }
      case 'FunctionDefinition':
        return this.functionDefinition(node);
      case 'Context':
        return { kind: 'context', entries: parts(node).map((entry) => this.contextEntry(entry)) };
      case 'List':
        return { kind: 'list', items: parts(node).map((item) => this.build(item)) };
      case 'Interval':
        return this.interval(node);
      case 'UnaryTests':
        return this.unaryTests(node);
      default:
        throw new BuildError(`Expected an expression but found "${this.text(node)}".`, node.from);
    }
  }

  private wrapper(node: SyntaxNode): FeelNode {
    const first = tokens(node)[0];
    if (first?.name === 'CompareOp') {
      const operand = this.build(need(parts(node)[0]));
      return { kind: 'comparisonTest', operator: this.text(first) as ComparisonOperator, operand };
    }
    const inner = parts(node)[0];
    if (inner === undefined) throw new BuildError('Expected an expression but got nothing.', node.from);
    return this.build(inner);
  }

  private dateTimeLiteral(node: SyntaxNode): FeelNode {
    const [head, parameters] = parts(node);
    if (need(head).name === 'AtLiteral') {
      return { kind: 'at', text: unescape(this.text(need(parts(need(head))[0]))) };
    }
    return this.call({ kind: 'variable', name: collapse(this.text(need(head))) }, need(parameters));
  }

  private arithmetic(node: SyntaxNode): FeelNode {
    const children = parts(node);
    if (children.length === 1) return { kind: 'negate', operand: this.build(need(children[0])) };
    const [left, right] = this.operands(node);
    const operator = tokens(node).find((token) => token.name === 'ArithOp');
    return { kind: 'arithmetic', operator: this.text(need(operator)) as ArithmeticOperator, left, right };
  }

  private comparison(node: SyntaxNode): FeelNode {
    const keyword = tokens(node).find((token) => OPERATORS.has(token.name));
    const children = parts(node);
    const value = this.build(need(children[0]));
    if (keyword?.name === 'between') {
      return { kind: 'between', value, low: this.build(need(children[1])), high: this.build(need(children[2])) };
    }
    if (keyword?.name === 'in') {
      const tests = children.slice(1).flatMap((test) => (test.name === 'PositiveUnaryTests' ? parts(test) : [test]));
      return { kind: 'in', value, tests: tests.map((test) => this.build(test)) };
    }
    const operator = this.text(need(keyword)) as ComparisonOperator;
    return { kind: 'compare', operator, left: value, right: this.build(need(children[1])) };
  }

  private call(callee: FeelNode, parameters: SyntaxNode): FeelNode {
    if (parameters.name === 'NamedParameters') {
      const named = parts(parameters).map((parameter): FeelEntry => {
        const [name, value] = parts(parameter);
        return { name: this.name(need(name)), value: this.build(need(value)) };
      });
      return { kind: 'namedCall', callee, arguments: named };
    }
    return { kind: 'call', callee, arguments: parts(parameters).map((argument) => this.build(argument)) };
  }

  private iterators(node: SyntaxNode): FeelIterator[] {
    return parts(node).map((iterator) => {
      const [name, domain] = parts(iterator);
      const ends = need(domain).name === 'IterationContext' ? parts(need(domain)) : [need(domain)];
      const low = this.build(need(ends[0]));
      const high = ends[1] === undefined ? null : this.build(ends[1]);
      return { name: this.declareName(need(name)), low, high };
    });
  }

  private functionDefinition(node: SyntaxNode): FeelNode {
    if (tokens(node).some((token) => token.name === 'external')) {
      throw new BuildError('Expected a FEEL function but found an external one.', node.from);
    }
    const [formal, body] = parts(node).length > 1 ? parts(node) : [undefined, parts(node)[0]];
    const parameters = formal === undefined ? [] : parts(formal).map((parameter) => this.parameter(parameter));
    return { kind: 'function', parameters, body: this.build(need(body)) };
  }

  private parameter(node: SyntaxNode): FeelParameter {
    const [name, type] = parts(node);
    return { name: this.declareName(need(name)), type: type === undefined ? null : this.types.build(type) };
  }

  private contextEntry(node: SyntaxNode): FeelEntry {
    const [key, expression] = parts(node);
    const inner = need(parts(need(key))[0]);
    const literal = inner.name === 'StringLiteral' ? unescape(this.text(inner)) : undefined;
    const value = this.build(need(expression));
    const name = literal ?? this.declareName(inner);
    if (literal !== undefined) this.known.set(normalizeContextKey(literal), literal);
    return { name, value };
  }

  private interval(node: SyntaxNode): FeelNode {
    const [low, high] = this.operands(node);
    const brackets = tokens(node).filter((token) => token.name !== '..');
    return {
      kind: 'range',
      low,
      high,
      lowIncluded: brackets[0]?.name === '[',
      highIncluded: brackets.at(-1)?.name === ']',
    };
  }

  private unaryTests(node: SyntaxNode): FeelNode {
    const tests = parts(node).find((part) => part.name === 'PositiveUnaryTests');
    const negated = tokens(node).some((token) => token.name === 'not');
    const built = tests === undefined ? [] : parts(tests).map((test) => this.build(test));
    return { kind: 'unaryTests', negated, tests: built };
  }

  private operands(node: SyntaxNode): [FeelNode, FeelNode] {
    const [left, right] = parts(node);
    return [this.build(need(left)), this.build(need(right))];
  }

  private declareName(node: SyntaxNode): string {
    const name = collapse(this.text(node));
    this.known.set(normalizeContextKey(name), name);
    return name;
  }

  private name(node: SyntaxNode): string {
    const text = this.text(node);
    if (text.startsWith('`')) return text.slice(1, -1);
    const name = collapse(text);
    return this.known.get(normalizeContextKey(name)) ?? name;
  }

  private text(node: SyntaxNode): string {
    return this.source.slice(node.from, node.to);
  }
}

const OPERATORS: ReadonlySet<string> = new Set(['CompareOp', 'between', 'in']);
