/**
 * Writes what XML and the schema of BPMN 2.0 allow to be written in several ways in the one way that the BPMN reader knows: space
 * around `=`, space around ids and references, references by a prefix of the file's own target namespace (they are
 * QNames), `1` and `0` for `true` and `false`. The reader would take `isSequential="1"` for false and say nothing.
 * A sequence flow may leave out its id (BPMN 2.0 §8.2.1); it gets one of its ends. Expects text that `scanXml` has accepted;
 * elements of other vocabularies are left alone. Linear in the length of the text.
 */
export function schemaForms(xml: string): string {
  const pieces: string[] = [];
  const names: Names = { bpmn: new Set(), layout: new Set(), own: new Set(), types: new Set(), flowIds: new Map() };
  let from = 0;
  let isFirst = true;
  for (const found of xml.matchAll(MARKUP)) {
    const [whole, closing, name, attributes = ''] = found;
    if (name === undefined || closing === '/') continue;
    declare(names, attributes, isFirst);
    isFirst = false;
    const [prefix, local] = partsOf(name);
    if (!names.bpmn.has(prefix) && !names.layout.has(prefix)) continue;
    const at = found.index + 1 + name.length;
    const written = startTag(names, xml, local, attributes);
    if (written !== attributes) {
      pieces.push(xml.slice(from, at), written);
      from = at + attributes.length;
    }
    if (!REFERRING_ELEMENTS.has(local)) continue;
    const start = xml.indexOf('>', found.index + whole.length) + 1;
    if (xml.charAt(start - 2) === '/') continue;
    const end = xml.indexOf('<', start);
    const text = xml.slice(start, end);
    const reference = referenceOf(names, text);
    if (reference === text || text.includes('&')) continue;
    pieces.push(xml.slice(from, start), reference);
    from = end;
  }
  if (from === 0) return xml;
  pieces.push(xml.slice(from));
  return pieces.join('');
}

interface Names {
  /** Prefixes of BPMN's own elements, '' for the default namespace. */
  readonly bpmn: Set<string>;
  /** Prefixes of the layout's elements. */
  readonly layout: Set<string>;
  /** Prefixes of the target namespace, in which the elements of the file have their names. */
  readonly own: Set<string>;
  /** Prefixes of the types of XML Schema. */
  readonly types: Set<string>;
  /** Ids given to flows without one, and how often. */
  readonly flowIds: Map<string, number>;
}

const ATTRIBUTE = /(\s+)([^\s=/>]+)(\s*=\s*)("[^"]*"|'[^']*')/g;
const MARKUP =
  /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<(\/?)([^\s/>!?]+)((?:\s+[^\s=/>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)/g;
const MODEL = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const LAYOUT = 'http://www.omg.org/spec/BPMN/20100524/DI';
const XML_SCHEMA = 'http://www.w3.org/2001/XMLSchema';

function declare(names: Names, attributes: string, isRoot: boolean): void {
  const declared = attributes.includes('xmlns') ? [...attributes.matchAll(ATTRIBUTE)] : [];
  const target = declared.find(([, , key]) => key === 'targetNamespace')?.[4]?.slice(1, -1);
  for (const [, , key = '', , quoted = ''] of declared) {
    if (key !== 'xmlns' && !key.startsWith('xmlns:')) continue;
    const prefix = key.slice(6);
    const space = quoted.slice(1, -1);
    if (space === MODEL) names.bpmn.add(prefix);
    if (space === LAYOUT) names.layout.add(prefix);
    if (prefix === '') continue;
    if (space === XML_SCHEMA) names.types.add(prefix);
    if (isRoot && space === target) names.own.add(prefix);
  }
}

function startTag(names: Names, xml: string, local: string, attributes: string): string {
  const ends = new Map<string, string>();
  const written = attributes.replaceAll(ATTRIBUTE, (...found: string[]) => {
    const [, space = '', key = '', , quoted = ''] = found;
    const value = formOf(names, key, quoted.slice(1, -1));
    if (value === undefined) return '';
    ends.set(key, value);
    return `${space}${key}=${quoted.at(0)}${value}${quoted.at(-1)}`;
  });
  if (local !== 'sequenceFlow' || ends.has('id')) return written;
  const [source, target] = [ends.get('sourceRef'), ends.get('targetRef')];
  if (source === undefined || target === undefined) return written;
  return `${written} id="${freeId(names, xml, `${source}-${target}`)}"`;
}

/** Undefined where nothing of the file can be meant. */
function formOf(names: Names, key: string, value: string): string | undefined {
  if (key === 'id') return value.trim();
  if (FLAGS.has(key)) {
    const flag = value.trim();
    return flag === '1' ? 'true' : flag === '0' ? 'false' : flag;
  }
  // A type that XML Schema defines tells a person what the value is, and names nothing of this file.
  if (TYPES.has(key) && names.types.has(partsOf(value.trim())[0])) return undefined;
  return REFERRING_ATTRIBUTES.has(key) ? referenceOf(names, value) : value;
}

function referenceOf(names: Names, text: string): string {
  const [prefix, local] = partsOf(text.trim());
  return prefix === '' || names.own.has(prefix) ? local : text.trim();
}

function partsOf(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(':');
  return colon === -1 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)];
}

function freeId(names: Names, xml: string, wanted: string): string {
  for (let count = (names.flowIds.get(wanted) ?? 0) + 1; ; count += 1) {
    const id = count === 1 ? wanted : `${wanted}-${count}`;
    if (xml.includes(`"${id}"`) || xml.includes(`'${id}'`)) continue;
    names.flowIds.set(wanted, count);
    return id;
  }
}

const TYPES: ReadonlySet<string> = new Set(['evaluatesToTypeRef', 'itemRef', 'itemSubjectRef']);

const FLAGS: ReadonlySet<string> = new Set([
  'cancelActivity',
  'cancelRemainingInstances',
  'instantiate',
  'isClosed',
  'isCollection',
  'isExecutable',
  'isExpanded',
  'isForCompensation',
  'isHorizontal',
  'isImmediate',
  'isInterrupting',
  'isMarkerVisible',
  'isMessageVisible',
  'isReference',
  'isRequired',
  'isSequential',
  'isUnlimited',
  'mustUnderstand',
  'parallelMultiple',
  'testBefore',
  'triggeredByEvent',
  'waitForCompletion',
]);

const REFERRING_ATTRIBUTES: ReadonlySet<string> = new Set([
  'activityRef',
  'attachedToRef',
  'bpmnElement',
  'calledElement',
  'categoryValueRef',
  'correlationKeyRef',
  'correlationPropertyRef',
  'dataObjectRef',
  'dataStoreRef',
  'default',
  'errorRef',
  'escalationRef',
  'evaluatesToTypeRef',
  'itemRef',
  'itemSubjectRef',
  'messageRef',
  'noneBehaviorEventRef',
  'oneBehaviorEventRef',
  'operationRef',
  'parameterRef',
  'partitionElementRef',
  'processRef',
  'signalRef',
  'sourceRef',
  'targetRef',
]);

const REFERRING_ELEMENTS: ReadonlySet<string> = new Set([
  'categoryValueRef',
  'correlationPropertyRef',
  'dataInputRefs',
  'dataOutputRefs',
  'errorRef',
  'eventDefinitionRef',
  'flowNodeRef',
  'inMessageRef',
  'incoming',
  'inputSetRefs',
  'interfaceRef',
  'loopDataInputRef',
  'loopDataOutputRef',
  'messageFlowRef',
  'operationRef',
  'optionalInputRefs',
  'optionalOutputRefs',
  'outMessageRef',
  'outgoing',
  'outputSetRefs',
  'participantRef',
  'resourceRef',
  'sourceRef',
  'supportedInterfaceRef',
  'targetRef',
  'whileExecutingInputRefs',
  'whileExecutingOutputRefs',
]);
