import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';

/** A test case of the DMN technology compatibility kit. */
export interface DecisionTest {
  readonly id: string;
  /** Service or knowledge model to call; undefined: each result node is a decision of its own. */
  readonly invocable: string | undefined;
  readonly inputs: readonly InputNode[];
  readonly results: readonly ResultNode[];
}

export interface InputNode {
  readonly name: string;
  /** Of the file that declares the input, where several are involved. */
  readonly namespace: string | undefined;
  readonly value: TestValue;
}

export interface ResultNode {
  readonly name: string;
  /** The result is null because of an error. */
  readonly isError: boolean;
  readonly expected: TestValue;
}

export type TestValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'scalar'; readonly type: string; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly TestValue[] }
  | { readonly kind: 'context'; readonly entries: readonly (readonly [name: string, value: TestValue])[] };

export interface DecisionTests {
  /** The `.dmn` file, in the same folder. */
  readonly modelName: string;
  readonly cases: readonly DecisionTest[];
}

const LISTS = new Set(['testCase', 'inputNode', 'resultNode', 'component', 'item']);

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  isArray: (name, _path, _leaf, isAttribute) => !isAttribute && LISTS.has(name),
});

const list = z.array(z.unknown()).default([]);
const text = z.string();
const file = z.object({
  testCases: z.object({
    modelName: text,
    testCase: z.array(
      z.object({
        '@id': text,
        '@invocableName': text.exactOptional(),
        inputNode: list,
        resultNode: list,
      }),
    ),
  }),
});
const input = z.looseObject({ '@name': text, '@namespace': text.exactOptional() });
const result = z.looseObject({ '@name': text, '@errorResult': text.exactOptional(), expected: z.unknown() });
const named = z.looseObject({ '@name': text });
const holder = z.looseObject({
  list: z.unknown().exactOptional(),
  value: z.unknown().exactOptional(),
  component: z.array(z.unknown()).exactOptional(),
});
const items = z.union([z.object({ item: list }), z.string().transform(() => ({ item: [] }))]);
const scalar = z.union([
  z.string().transform((content) => ({ '@type': 'string', '@nil': 'false', '#text': content })),
  z.object({ '@type': text.default('string'), '@nil': text.default('false'), '#text': text.default('') }),
]);

export function parseDecisionTests(xml: string): DecisionTests {
  const { testCases } = file.parse(parser.parse(xml));
  const cases = testCases.testCase.map(
    (each): DecisionTest => ({
      id: each['@id'],
      invocable: each['@invocableName'],
      inputs: each.inputNode.map((node) => {
        const { '@name': name, '@namespace': namespace } = input.parse(node);
        return { name, namespace, value: valueOf(node) };
      }),
      results: each.resultNode.map((node) => {
        const { '@name': name, '@errorResult': error, expected } = result.parse(node);
        return { name, isError: error === 'true', expected: valueOf(expected) };
      }),
    }),
  );
  return { modelName: testCases.modelName.trim(), cases };
}

/** The value that an input, a component, an item or an expectation holds. */
function valueOf(node: unknown): TestValue {
  const parsed = holder.safeParse(node);
  if (!parsed.success) return { kind: 'null' };
  const { data } = parsed;
  if (data.component !== undefined) {
    return { kind: 'context', entries: data.component.map((each) => [named.parse(each)['@name'], valueOf(each)]) };
  }
  if ('list' in data) return { kind: 'list', items: items.parse(data.list).item.map(valueOf) };
  if (!('value' in data)) return { kind: 'null' };
  const { '@type': type, '@nil': nil, '#text': content } = scalar.parse(data.value);
  return nil === 'true' ? { kind: 'null' } : { kind: 'scalar', type: type.replace(/^.*:/, ''), text: content };
}
