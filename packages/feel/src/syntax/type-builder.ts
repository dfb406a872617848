import type { RangeTypes } from './range-types.ts';
import { BuildError } from './build-error.ts';
import type { FeelType } from './tree.ts';
import { collapse, need, parts, type SyntaxNode } from './syntax-node.ts';

const MAX_TYPE_DEPTH = 100;

/** Turns the grammar's type nodes into ours. */
export class TypeBuilder {
  private readonly source: string;
  private readonly rangeTypes: RangeTypes;
  private depth = 0;
  private readonly name: (node: SyntaxNode) => string;

  constructor(source: string, rangeTypes: RangeTypes, name: (node: SyntaxNode) => string) {
    this.source = source;
    this.rangeTypes = rangeTypes;
    this.name = name;
  }

  build(node: SyntaxNode): FeelType {
    this.depth += 1;
    if (this.depth > MAX_TYPE_DEPTH) {
      throw new BuildError(`Expected a type of at most ${MAX_TYPE_DEPTH} levels but found a deeper one.`, node.from);
    }
    const built = this.type(node);
    this.depth -= 1;
    return built;
  }

  private type(node: SyntaxNode): FeelType {
    switch (node.name) {
      case 'Type': {
        const inner = parts(node)[0];
        return inner === undefined ? { kind: 'named', name: this.text(node) } : this.build(inner);
      }
      case 'ListType':
        return { kind: this.rangeTypes.has(node.from) ? 'range' : 'list', of: this.build(need(parts(node)[0])) };
      case 'ContextType':
        return {
          kind: 'context',
          entries: parts(need(parts(node)[0])).map((entry) => {
            const [name, type] = parts(entry);
            return { name: this.name(need(name)), type: this.build(need(type)) };
          }),
        };
      case 'FunctionType': {
        const children = parts(node);
        const parameters = children.find((child) => child.name === 'ArgumentTypes');
        return {
          kind: 'function',
          parameters: parameters === undefined ? [] : parts(parameters).map((parameter) => this.build(parameter)),
          result: this.build(need(children.find((child) => child.name !== 'ArgumentTypes'))),
        };
      }
      case 'ArgumentType':
        return this.build(need(parts(node)[0]));
      default:
        return { kind: 'named', name: this.text(node) };
    }
  }

  private text(node: SyntaxNode): string {
    return collapse(this.source.slice(node.from, node.to));
  }
}
