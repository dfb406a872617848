import { parseSync, Visitor } from 'oxc-parser';

const code = /^([A-Z][A-Z0-9]*(_[A-Z0-9]+)*|[a-z][a-z0-9]*(-[a-z0-9]+)+)$/;

/** The codes that an `errors.ts` declares: members of a union of literals, of an array or keys of an object. */
export function errorCodes(path: string, text: string): string[] {
  const found = new Set<string>();
  const add = (value: unknown) => typeof value === 'string' && code.test(value) && found.add(value);
  const { program } = parseSync(path, text);
  new Visitor({
    TSLiteralType: (node) => void ('value' in node.literal && add(node.literal.value)),
    ArrayExpression: (node) => {
      for (const element of node.elements) if (element?.type === 'Literal') add(element.value);
    },
    // A class with one code only.
    PropertyDefinition: (node) => {
      const named = node.key.type === 'Identifier' && node.key.name === 'code';
      if (named && node.value?.type === 'Literal' && typeof node.value.value === 'string') found.add(node.value.value);
    },
    Property: (node) => {
      if (node.key.type === 'Literal') add(node.key.value);
      // `forbidden: { status: 403 }` is a code, `status: 403` is none.
      const described = node.value.type === 'ObjectExpression';
      if (node.key.type === 'Identifier' && (described || /^[A-Z]/.test(node.key.name))) found.add(node.key.name);
    },
  }).visit(program);
  return [...found];
}
