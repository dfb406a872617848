import fc from 'fast-check';

/**
 * Random diagrams, sound and unsound: nodes of every kind with random flows between them, boundary events, event
 * sub-processes, sub-processes, and a second pool that exchanges messages with the first.
 */
interface Level {
  readonly nodes: readonly (readonly [kind: string, out: readonly number[], extra: number])[];
}

const KINDS = [
  'task',
  'user',
  'service',
  'exclusive',
  'parallel',
  'inclusive',
  'end',
  'catch',
  'boundary',
  'sub',
] as const;

const level = (most: number, kinds: readonly string[]): fc.Arbitrary<Level> =>
  fc.record({
    nodes: fc.array(
      fc.tuple(fc.constantFrom(...kinds), fc.array(fc.nat(most), { minLength: 1, maxLength: 3 }), fc.nat(7)),
      { minLength: 2, maxLength: most },
    ),
  });

const flat = KINDS.filter((kind) => kind !== 'sub');

export const randomGraph: fc.Arbitrary<string> = fc
  .record({
    main: level(7, KINDS),
    inner: level(4, flat),
    forward: fc.boolean(),
    pool: fc.option(level(4, [...flat, 'receive', 'send', 'receive'])),
  })
  .map(({ main, inner, forward, pool }) => {
    const first = levelXml('a', main, forward, () => levelXml('i', inner, true, () => ''));
    const second = pool === null ? '' : levelXml('b', pool, true, () => '');
    return file(first, second, pool === null ? '' : messageFlows(main, pool));
  });

function file(first: string, second: string, flows: string): string {
  const pools =
    second === ''
      ? ''
      : `<collaboration id="c"><participant id="pa" processRef="p"/><participant id="pb" processRef="q"/>${flows}</collaboration>`;
  return `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">${pools}
<process id="p" isExecutable="false">${first}</process>${second === '' ? '' : `<process id="q" isExecutable="false">${second}</process>`}</definitions>`;
}

/** A start, then the nodes; `forward`: flows lead on, so that there is no cycle. */
function levelXml(prefix: string, { nodes }: Level, forward: boolean, inside: () => string): string {
  const id = (at: number): string => `${prefix}${at}`;
  let xml = `<startEvent id="${prefix}s"/>${flow(`${prefix}fs`, `${prefix}s`, id(0))}`;
  let hasInside = false;
  for (const [at, [kind, out, extra]] of nodes.entries()) {
    const asSub: boolean = kind === 'sub' && !hasInside && inside() !== '';
    hasInside ||= asSub;
    xml += nodeXml(id(at), kind, extra, asSub ? inside() : '');
    if (kind === 'end') continue;
    const single = !['exclusive', 'parallel', 'inclusive'].includes(kind);
    const targets = new Set(out.map((to) => (forward ? Math.min(at + 1 + (to % 3), nodes.length) : to % nodes.length)));
    for (const to of [...targets].slice(0, single ? 1 : 3)) {
      // Past the last node there is an end.
      xml += flow(`${id(at)}t${to}`, id(at), to >= nodes.length ? `${prefix}e` : id(to));
    }
    if (kind === 'boundary' || (asSub && extra > 3)) {
      const to = forward ? Math.min(at + 1 + (extra % 2), nodes.length) : extra % nodes.length;
      const interrupting = extra % 3 !== 0;
      xml += `<boundaryEvent id="${id(at)}b" attachedToRef="${id(at)}" cancelActivity="${interrupting}">${extra % 2 === 0 ? timer('PT1H') : '<messageEventDefinition/>'}</boundaryEvent>`;
      xml += flow(`${id(at)}bf`, `${id(at)}b`, to >= nodes.length ? `${prefix}e` : id(to));
    }
  }
  return `${xml}<endEvent id="${prefix}e"/>`;
}

function nodeXml(id: string, kind: string, extra: number, inside: string): string {
  switch (kind) {
    case 'user':
    case 'boundary':
      return `<userTask id="${id}"/>`;
    case 'service':
      return `<serviceTask id="${id}"/>`;
    case 'exclusive':
    case 'parallel':
    case 'inclusive':
      return `<${kind}Gateway id="${id}"/>`;
    case 'end':
      return `<endEvent id="${id}">${extra === 0 ? '<terminateEventDefinition/>' : ''}</endEvent>`;
    case 'catch':
      return `<intermediateCatchEvent id="${id}">${timer('PT1H')}</intermediateCatchEvent>`;
    case 'receive':
      return `<receiveTask id="${id}"/>`;
    case 'send':
      return `<sendTask id="${id}"/>`;
    case 'sub': {
      if (inside === '') return `<task id="${id}"/>`;
      const loop = extra === 1 ? '<multiInstanceLoopCharacteristics/>' : '';
      const events =
        extra === 2
          ? `<subProcess id="${id}v" triggeredByEvent="true"><startEvent id="${id}vs" isInterrupting="${extra % 2 === 0}"><messageEventDefinition/></startEvent>${flow(`${id}vf`, `${id}vs`, `${id}ve`)}<endEvent id="${id}ve"/></subProcess>`
          : '';
      return `<subProcess id="${id}">${inside}${events}${loop}</subProcess>`;
    }
    default:
      return `<task id="${id}"/>`;
  }
}

/** Every second user or service task of the first pool sends to what receives in the second, and back. */
function messageFlows(main: Level, pool: Level): string {
  const senders = main.nodes.flatMap(([kind], at) => (kind === 'service' || kind === 'task' ? [`a${at}`] : []));
  const receivers = pool.nodes.flatMap(([kind], at) => (kind === 'receive' ? [`b${at}`] : []));
  return receivers
    .flatMap((target, at) => {
      const source = senders[at % Math.max(senders.length, 1)];
      return source === undefined ? [] : [`<messageFlow id="m${at}" sourceRef="${source}" targetRef="${target}"/>`];
    })
    .join('');
}

function flow(id: string, from: string, to: string): string {
  return `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"/>`;
}

function timer(duration: string): string {
  return `<timerEventDefinition><timeDuration>${duration}</timeDuration></timerEventDefinition>`;
}
