import { parseSync, Visitor } from 'oxc-parser';

/**
 * Texts by the code that they are used with: in one call (`new StoreError('NO_SUCH_CASE', 'Expected ...')`) or one object
 * (`{ code: 'NO_SUCH_CASE', message: 'Expected ...' }`). What is filled in at run time is shown as "…".
 */
export function errorMessages(path: string, text: string): Map<string, string> {
  const found = new Map<string, string>();
  const note = (parts: readonly unknown[]) => {
    const codes = parts.map(shownText).filter((part) => part !== undefined && !part.startsWith('Expected'));
    if (codes.length === 0) return;
    const message = firstMessage(parts);
    if (message) for (const code of codes) if (code !== undefined && !found.has(code)) found.set(code, message);
  };
  new Visitor({
    CallExpression: (node) => note(node.arguments),
    NewExpression: (node) => note(node.arguments),
    ArrayExpression: (node) => note(node.elements),
    ObjectExpression: (node) =>
      note(node.properties.map((property) => (property.type === 'Property' ? property.value : undefined))),
  }).visit(parseSync(path, text).program);
  return found;
}

/** The first text under this node that starts as an error message does; also inside a function. */
function firstMessage(node: unknown): string | undefined {
  const text = shownText(node);
  if (text?.startsWith('Expected')) return text;
  if (typeof node !== 'object' || node === null) return undefined;
  for (const child of Object.values(node)) {
    const message = typeof child === 'object' ? firstMessage(child) : undefined;
    if (message) return message;
  }
  return undefined;
}

/** A string as a reader would see it; of a condition the first branch. */
function shownText(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  switch (node.type) {
    case 'Literal':
      return typeof node['value'] === 'string' ? node['value'] : undefined;
    case 'TemplateLiteral':
      return template(node);
    case 'ConditionalExpression':
      return shownText(node['consequent']);
    case 'BinaryExpression':
      return `${shownText(node['left']) ?? '…'}${shownText(node['right']) ?? '…'}`;
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'ParenthesizedExpression':
      return shownText(node['expression']);
    default:
      return undefined;
  }
}

function template(node: AnyNode): string {
  const quasis = Array.isArray(node['quasis']) ? node['quasis'] : [];
  const fillings = Array.isArray(node['expressions']) ? node['expressions'] : [];
  return quasis
    .map((quasi: unknown, index) => {
      const value = isRecord(quasi) && isRecord(quasi['value']) ? String(quasi['value']['cooked']) : '';
      // A condition with fixed words is text as well.
      return index < fillings.length ? `${value}${shownText(fillings[index]) ?? '…'}` : value;
    })
    .join('');
}

type AnyNode = Record<string, unknown> & { type: string };

function isNode(value: unknown): value is AnyNode {
  return isRecord(value) && typeof value['type'] === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
