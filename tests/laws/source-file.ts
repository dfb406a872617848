import { parseSync, Visitor } from 'oxc-parser';

export interface Import {
  specifier: string;
  /** True for `import type`, `export type ... from` and `import('...').Name` in a type. */
  typeOnly: boolean;
  line: number;
}

export interface Use {
  /** A global name, or `new Date()` without arguments, `async`, a member such as `Date.now`. */
  name: string;
  line: number;
}

export interface SourceFile {
  path: string;
  lines: number;
  imports: Import[];
  /** Names used but bound nowhere in the file, members of these as `object.member`, and `async`. */
  uses: Use[];
  defaultExports: number[];
}

/** Reads what the laws ask of a TypeScript file. `path` is relative to the root of the clone. */
export function readSource(path: string, text: string): SourceFile {
  const { program } = parseSync(path, text);
  const lineOf = lineFinder(text);
  const file: SourceFile = {
    path,
    lines: text.trimEnd().split('\n').length,
    imports: [],
    uses: [],
    defaultExports: [],
  };
  const bound = new Set<string>();
  const names: Use[] = [];
  const add = (specifier: unknown, typeOnly: boolean, start: number) => {
    if (typeof specifier === 'string') file.imports.push({ specifier, typeOnly, line: lineOf(start) });
  };
  const use = (name: string, start: number) => names.push({ name, line: lineOf(start) });
  const asynchronous = (node: { async: boolean; start: number }) => node.async && use('async', node.start);

  new Visitor({
    ImportDeclaration: (node) => add(node.source.value, node.importKind === 'type', node.start),
    ExportNamedDeclaration: (node) => node.source && add(node.source.value, node.exportKind === 'type', node.start),
    ExportAllDeclaration: (node) => add(node.source.value, node.exportKind === 'type', node.start),
    ImportExpression: (node) => add('value' in node.source ? node.source.value : undefined, false, node.start),
    TSImportType: (node) => add(node.source.value, true, node.start),
    ExportDefaultDeclaration: (node) => void file.defaultExports.push(lineOf(node.start)),
    ImportSpecifier: (node) => void bound.add(node.local.name),
    ImportDefaultSpecifier: (node) => void bound.add(node.local.name),
    ImportNamespaceSpecifier: (node) => void bound.add(node.local.name),
    VariableDeclarator: (node) => bind(node.id, bound),
    FunctionDeclaration: (node) => {
      asynchronous(node);
      bind(node.id, bound);
      for (const parameter of node.params) bind(parameter, bound);
    },
    FunctionExpression: (node) => {
      asynchronous(node);
      bind(node.id, bound);
      for (const parameter of node.params) bind(parameter, bound);
    },
    ArrowFunctionExpression: (node) => {
      asynchronous(node);
      for (const parameter of node.params) bind(parameter, bound);
    },
    ClassDeclaration: (node) => bind(node.id, bound),
    CatchClause: (node) => bind(node.param, bound),
    MemberExpression: (node) => {
      if (node.object.type !== 'Identifier' || node.computed || node.property.type !== 'Identifier') return;
      use(`${node.object.name}.${node.property.name}`, node.start);
    },
    NewExpression: (node) => {
      if (node.callee.type !== 'Identifier') return;
      use(node.arguments.length === 0 ? `new ${node.callee.name}()` : `new ${node.callee.name}(...)`, node.start);
    },
    CallExpression: (node) => {
      if (node.callee.type === 'Identifier') use(`${node.callee.name}()`, node.start);
    },
    AwaitExpression: (node) => use('async', node.start),
  }).visit(program);

  const root = (name: string) => name.replace(/^new /, '').split(/[.(]/)[0] ?? '';
  file.uses = names.filter(({ name }) => !bound.has(root(name)));
  return file;
}

/** Names that a binding pattern introduces. */
function bind(pattern: unknown, bound: Set<string>): void {
  if (typeof pattern !== 'object' || pattern === null || !('type' in pattern)) return;
  if (pattern.type === 'Identifier' && 'name' in pattern) bound.add(String(pattern.name));
  for (const key of ['left', 'argument', 'value', 'parameter'] as const) {
    if (key in pattern) bind((pattern as Record<string, unknown>)[key], bound);
  }
  for (const key of ['elements', 'properties'] as const) {
    const parts: unknown = (pattern as Record<string, unknown>)[key];
    if (Array.isArray(parts)) for (const part of parts) bind(part, bound);
  }
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => starts.findLastIndex((start) => start <= offset) + 1;
}
