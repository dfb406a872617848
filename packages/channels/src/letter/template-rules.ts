import Handlebars from 'handlebars';

/** What a template may call: blocks that only look at what they are given. */
const HELPERS = ['if', 'unless', 'each', 'with'] as const;
const LARGEST_TEMPLATE = 200_000;

/**
 * Why a template is not accepted; null when it is. A template is text (never a parsed tree: that was the way to run
 * code), it prints nothing unescaped, calls known blocks only, and includes nothing.
 */
export function templateProblem(template: string): string | null {
  if (typeof template !== 'string') return 'Expected the template as text.';
  if (template.length > LARGEST_TEMPLATE) return `Expected at most ${LARGEST_TEMPLATE} characters.`;
  let program: hbs.AST.Program;
  try {
    program = Handlebars.parse(template);
  } catch (error) {
    return `Expected a Handlebars template but ${error instanceof Error ? error.message.split('\n')[0] : 'it is none'}.`;
  }
  const visitor = new Rules();
  visitor.accept(program);
  return visitor.problem;
}

const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(['constructor', 'prototype', '__proto__']);

class Rules extends Handlebars.Visitor {
  problem: string | null = null;

  override MustacheStatement(statement: hbs.AST.MustacheStatement): void {
    // Typed as a plain boolean only from the source; a missing mark counts as unescaped.
    if (Reflect.get(statement, 'escaped') !== true) this.problem ??= 'Expected no {{{…}}} and no {{&…}}.';
    if (statement.params.length > 0 || statement.hash) this.problem ??= 'Expected a name in {{…}}, not a call.';
    super.MustacheStatement(statement);
  }
  override BlockStatement(statement: hbs.AST.BlockStatement): void {
    const name = Reflect.get(statement.path, 'original');
    if (!HELPERS.some((helper) => helper === name)) this.problem ??= `Expected one of #${HELPERS.join(', #')}.`;
    super.BlockStatement(statement);
  }
  override PathExpression(path: hbs.AST.PathExpression): void {
    if (path.parts.some((part) => FORBIDDEN_NAMES.has(part))) this.problem ??= 'Expected no name of a prototype.';
  }
  override SubExpression(): void {
    this.problem ??= 'Expected no call within a call.';
  }
  override PartialStatement(): void {
    this.problem ??= 'Expected no partial.';
  }
  override PartialBlockStatement(): void {
    this.problem ??= 'Expected no partial.';
  }
  override DecoratorBlock(): void {
    this.problem ??= 'Expected no decorator.';
  }
  override Decorator(): void {
    this.problem ??= 'Expected no decorator.';
  }
}

/** Options under which a template that keeps the rules is compiled. */
export const COMPILE_OPTIONS: CompileOptions = {
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: { if: true, unless: true, each: true, with: true, lookup: false, log: false },
  noEscape: false,
};

export const RUNTIME_OPTIONS: Handlebars.RuntimeOptions = {
  allowProtoPropertiesByDefault: false,
  allowProtoMethodsByDefault: false,
  allowCallsToHelperMissing: false,
};
