import fc from 'fast-check';

/** A node of a small process that talks to others; flows are told by the ids of where they lead. */
export interface TalkNode {
  readonly id: string;
  readonly kind: TalkKind;
  readonly out: readonly string[];
  readonly boundaries: readonly TalkBoundary[];
  /** Of a sub-process. */
  readonly inside: Level | null;
}

export type TalkKind =
  | 'user'
  | 'send'
  | 'receive'
  | 'throw'
  | 'catch'
  | 'timer'
  | 'exclusive'
  | 'parallel'
  | 'event'
  | 'sub'
  | 'end'
  | 'endMessage'
  | 'terminate';

export interface TalkBoundary {
  readonly id: string;
  readonly trigger: 'message' | 'timer';
  readonly interrupts: boolean;
  readonly to: string;
}

/** What starts it (absent: nothing but its start event inside of a sub-process), its nodes, and what a message begins in it. */
export interface Level {
  readonly start: string;
  readonly startKind: 'none' | 'message';
  readonly first: string;
  readonly nodes: readonly TalkNode[];
  readonly handler: { readonly id: string; readonly interrupts: boolean; readonly inside: Level } | null;
}

export interface Talk {
  readonly pools: readonly Level[];
  readonly messages: readonly { readonly id: string; readonly from: string; readonly to: string }[];
}

interface Drawn {
  readonly kind: string;
  readonly out: readonly number[];
  readonly extra: number;
  readonly boundary: number;
}

const KINDS =
  'user send send receive receive throw catch timer exclusive exclusive parallel parallel event sub end endMessage terminate'.split(
    ' ',
  );

const drawn = (most: number): fc.Arbitrary<readonly Drawn[]> =>
  fc.array(
    fc.record({
      kind: fc.constantFrom(...KINDS),
      out: fc.array(fc.nat(most), { minLength: 1, maxLength: 2 }),
      extra: fc.nat(11),
      boundary: fc.nat(15),
    }),
    { minLength: 1, maxLength: most },
  );

const pool = fc.record({
  nodes: drawn(5),
  inner: drawn(2),
  forward: fc.integer({ min: 0, max: 3 }),
  start: fc.nat(2),
  handler: fc.nat(11),
});

/** Two or three processes, sound and unsound, with message flows between whatever sends and whatever receives. */
export const randomTalk: fc.Arbitrary<Talk> = fc
  .record({
    pools: fc.array(pool, { minLength: 2, maxLength: 3 }),
    messages: fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { minLength: 1, maxLength: 7 }),
  })
  .map((told) => {
    const pools = told.pools.map(({ nodes, inner, forward, start, handler }, at) => {
      const prefix = 'abc'[at] as string;
      const body = levelOf(prefix, nodes, forward > 0, levelOf(`${prefix}i`, inner, true, null));
      const inside = levelOf(`${prefix}h`, inner, true, null);
      return {
        ...body,
        startKind: start === 2 ? ('message' as const) : ('none' as const),
        handler:
          handler > 2 ? null : { id: `${prefix}v`, interrupts: handler === 1, inside: { ...inside, handler: null } },
      };
    });
    const senders = pools.map((each) => endsOf(each).senders);
    const receivers = pools.map((each) => endsOf(each).receivers);
    const messages = told.messages.flatMap(([from, to], index) => {
      const target = receivers.flatMap((ids, at) => ids.map((id) => ({ id, at })))[
        to % Math.max(1, receivers.flat().length)
      ];
      const sources = senders.flatMap((ids, at) => (at === target?.at ? [] : ids));
      const source = sources[from % Math.max(1, sources.length)];
      return target === undefined || source === undefined ? [] : [{ id: `m${index}`, from: source, to: target.id }];
    });
    return { pools, messages };
  });

function levelOf(prefix: string, drawings: readonly Drawn[], forward: boolean, inside: Level | null): Level {
  const id = (at: number): string => (at >= drawings.length ? `${prefix}e` : `${prefix}${at}`);
  let hasInside = false;
  const nodes = drawings.flatMap(({ kind: wish, out, extra, boundary }, at): TalkNode[] => {
    const asSub = wish === 'sub' && inside !== null && !hasInside;
    hasInside ||= asSub;
    const kind = (wish === 'sub' && !asSub ? 'user' : wish) as TalkKind;
    const to = (wanted: number): string =>
      id(forward ? Math.min(at + 1 + (wanted % 3), drawings.length) : wanted % (drawings.length + 1));
    const targets = [...new Set(out.map(to))];
    const isEnd = kind === 'end' || kind === 'endMessage' || kind === 'terminate';
    const isGateway = kind === 'exclusive' || kind === 'parallel';
    const hosts = kind === 'user' || kind === 'send' || kind === 'receive' || kind === 'sub';
    const own = { id: id(at), kind, boundaries: [], inside: asSub ? inside : null };
    if (kind === 'event') {
      const first = { ...own, id: `${id(at)}x`, kind: 'catch' as const, out: [to(out[0] ?? 0)] };
      const second = {
        ...own,
        id: `${id(at)}y`,
        kind: extra % 2 === 0 ? ('timer' as const) : ('catch' as const),
        out: [to(out[1] ?? extra)],
      };
      return [{ ...own, out: [first.id, second.id] }, first, second];
    }
    return [
      {
        ...own,
        out: isEnd ? [] : isGateway || extra === 0 ? targets : targets.slice(0, 1),
        boundaries:
          hosts && boundary < 6
            ? [
                {
                  id: `${id(at)}b`,
                  trigger: boundary % 3 === 2 ? 'timer' : 'message',
                  interrupts: boundary < 3,
                  to: to(extra),
                },
              ]
            : [],
      },
    ];
  });
  const end: TalkNode = { id: `${prefix}e`, kind: 'end', out: [], boundaries: [], inside: null };
  return { start: `${prefix}s`, startKind: 'none', first: id(0), nodes: [...nodes, end], handler: null };
}

function endsOf({ start, startKind, nodes, handler }: Level): { senders: string[]; receivers: string[] } {
  const senders: string[] = [];
  const receivers = startKind === 'message' ? [start] : [];
  for (const { id, kind, boundaries, inside } of nodes) {
    if (kind === 'send' || kind === 'throw' || kind === 'endMessage') senders.push(id);
    if (kind === 'receive' || kind === 'catch') receivers.push(id);
    receivers.push(...boundaries.flatMap((each) => (each.trigger === 'message' ? [each.id] : [])));
    if (inside === null) continue;
    senders.push(...endsOf(inside).senders);
    receivers.push(...endsOf(inside).receivers);
  }
  if (handler !== null) {
    senders.push(...endsOf(handler.inside).senders);
    receivers.push(handler.inside.start, ...endsOf(handler.inside).receivers);
  }
  return { senders, receivers };
}

export function xmlOf({ pools, messages }: Talk): string {
  const of = (at: number): string => 'abc'[at] as string;
  const participants = pools.map((_, at) => `<participant id="pool-${of(at)}" processRef="process-${of(at)}"/>`);
  const flows = messages.map(({ id, from, to }) => `<messageFlow id="${id}" sourceRef="${from}" targetRef="${to}"/>`);
  const bodies = pools.map(
    (level, at) => `<process id="process-${of(at)}" isExecutable="false">${levelXml(level, '')}</process>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"><collaboration id="c">${participants.join('')}${flows.join('')}</collaboration>${bodies.join('')}</definitions>`;
}

function levelXml({ start, startKind, first, nodes, handler }: Level, startAttributes: string): string {
  const begin = `<startEvent id="${start}"${startAttributes}>${startKind === 'message' || startAttributes !== '' ? MESSAGE : ''}</startEvent>${flowXml(start, first)}`;
  const event =
    handler === null
      ? ''
      : `<subProcess id="${handler.id}" triggeredByEvent="true">${levelXml(handler.inside, ` isInterrupting="${handler.interrupts}"`)}</subProcess>`;
  return begin + nodes.map(nodeXml).join('') + event;
}

function nodeXml({ id, kind, out, boundaries, inside }: TalkNode): string {
  const [type, content = ''] = TYPES[kind];
  const events = boundaries.map(
    (each) =>
      `<boundaryEvent id="${each.id}" attachedToRef="${id}" cancelActivity="${each.interrupts}">${each.trigger === 'message' ? MESSAGE : TIMER}</boundaryEvent>${flowXml(each.id, each.to)}`,
  );
  const body = inside === null ? content : levelXml(inside, '');
  return `<${type} id="${id}">${body}</${type}>${out.map((to) => flowXml(id, to)).join('')}${events.join('')}`;
}

function flowXml(from: string, to: string): string {
  return `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`;
}

const MESSAGE = '<messageEventDefinition/>';
const TIMER = '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>';
const TYPES: Readonly<Record<TalkKind, readonly [type: string, content?: string]>> = {
  user: ['userTask'],
  send: ['sendTask'],
  receive: ['receiveTask'],
  throw: ['intermediateThrowEvent', MESSAGE],
  catch: ['intermediateCatchEvent', MESSAGE],
  timer: ['intermediateCatchEvent', TIMER],
  exclusive: ['exclusiveGateway'],
  parallel: ['parallelGateway'],
  event: ['eventBasedGateway'],
  sub: ['subProcess'],
  end: ['endEvent'],
  endMessage: ['endEvent', MESSAGE],
  terminate: ['endEvent', '<terminateEventDefinition/>'],
};
