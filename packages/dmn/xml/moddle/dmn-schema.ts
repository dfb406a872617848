import dmn13 from 'dmn-moddle/resources/dmn/json/dmn13.json' with { type: 'json' };
import dmndi13 from 'dmn-moddle/resources/dmn/json/dmndi13.json' with { type: 'json' };

/** What DMN 1.4 and 1.5 added to the schema of DMN 1.3, which is the newest one that the reader comes with. */
const child = (name: string, type = 'ChildExpression') => ({ name, type, xml: { serialize: 'property' } });
const iteratorVariable = { name: 'iteratorVariable', type: 'String', isAttr: true };
const boxed = (name: string, properties: readonly object[]) => ({ name, superClass: ['Expression'], properties });
const childExpression = [
  { name: 'id', type: 'String', isAttr: true },
  { name: 'value', type: 'Expression' },
];
const references = (name: string) => ({
  name,
  type: 'DMNElementReference',
  isMany: true,
  xml: { serialize: 'property' },
});
const ADDED = [
  // The reader spells it with an s.
  {
    name: 'OrganizationUnit',
    superClass: ['BusinessContextElement'],
    properties: [references('decisionMade'), references('decisionOwned')],
  },
  { name: 'ChildExpression', properties: childExpression },
  {
    name: 'TypedChildExpression',
    properties: [...childExpression, { name: 'typeRef', type: 'String', isAttr: true }],
  },
  boxed('Conditional', [child('if'), child('then'), child('else')]),
  boxed('Filter', [child('in'), child('match')]),
  boxed('For', [iteratorVariable, child('in', 'TypedChildExpression'), child('return')]),
  boxed('Some', [iteratorVariable, child('in', 'TypedChildExpression'), child('satisfies')]),
  boxed('Every', [iteratorVariable, child('in', 'TypedChildExpression'), child('satisfies')]),
];
const typeConstraint = { name: 'typeConstraint', type: 'UnaryTests', xml: { serialize: 'property' } };

/** The releases of DMN, by the namespace of their elements: the namespace of their layout. */
const RELEASES: Readonly<Record<string, string>> = {
  'http://www.omg.org/spec/DMN/20151101/dmn.xsd': 'urn:none',
  'http://www.omg.org/spec/DMN/20180521/MODEL/': 'http://www.omg.org/spec/DMN/20180521/DMNDI/',
  'https://www.omg.org/spec/DMN/20191111/MODEL/': 'https://www.omg.org/spec/DMN/20191111/DMNDI/',
  'https://www.omg.org/spec/DMN/20211108/MODEL/': 'https://www.omg.org/spec/DMN/20211108/DMNDI/',
  'https://www.omg.org/spec/DMN/20230324/MODEL/': 'https://www.omg.org/spec/DMN/20230324/DMNDI/',
};

export function isDmnNamespace(uri: string): boolean {
  return Object.hasOwn(RELEASES, uri);
}

/** The reader's packages for files of one release: all are read with the schema of the newest. */
export function packagesFor(uri: string): Readonly<Record<string, unknown>> {
  const types = dmn13.types.map((type) =>
    type.name === 'ItemDefinition' ? { ...type, properties: [...(type.properties ?? []), typeConstraint] } : type,
  );
  return {
    dmn: { ...dmn13, uri, types: [...types, ...ADDED] },
    dmndi: { ...dmndi13, uri: RELEASES[uri] },
  };
}
