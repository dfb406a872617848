import fc from 'fast-check';
import type { Build } from './build.ts';
import { feel, job, none, text, timer } from './build.ts';
import { type Block, connect } from './random-model.ts';

const TRIGGERS = [
  'timer',
  'cycle',
  'endless',
  'daily',
  'schedule',
  'sundays',
  'monthEnd',
  'autumn',
  'any',
  'all',
  'message',
  'signal',
  'condition',
  'error',
  'anyError',
  'escalation',
  'anyEscalation',
] as const;
export type Trigger = (typeof TRIGGERS)[number];
export const trigger: fc.Arbitrary<Trigger> = fc.constantFrom(...TRIGGERS);
const ENDS = [
  'none',
  'error',
  'otherError',
  'escalation',
  'terminate',
  'signal',
  'compensation',
  'several',
  'message',
] as const;
type End = (typeof ENDS)[number];

interface Watch {
  readonly trigger: Trigger;
  readonly interrupting: boolean;
  /** What follows the event. */
  readonly after: Block;
}

/** Pieces of a process with what may happen to them: throwing, catching, undoing, calling. */
export type EventBlock =
  | {
      readonly kind:
        | 'manual'
        | 'send'
        | 'receive'
        | 'message'
        | 'signal'
        | 'condition'
        | 'several'
        | 'both'
        | 'either'
        | 'tell'
        | 'throwSignal'
        | 'throwEscalation'
        | 'link'
        | 'call'
        | 'undoable'
        | 'undo'
        | 'undoAside'
        | 'gamble'
        | 'default'
        | 'adHoc'
        | 'adHocInTurn'
        | 'adHocAttended';
    }
  /** Perhaps an end event of that kind, perhaps the way on. */
  | { readonly kind: 'exit'; readonly end: End }
  | (Watch & { readonly kind: 'watched'; readonly inner: Block })
  | (Watch & { readonly kind: 'attended'; readonly inner: Block; readonly also: Trigger })
  | (Watch & { readonly kind: 'watchedJob' })
  | { readonly kind: 'cancellable'; readonly inner: Block }
  /** What can be undone, and then is. */
  | { readonly kind: 'undone'; readonly inner: Block };

export const eventLeaf: fc.Arbitrary<Block> = fc.oneof(
  fc.constantFrom<EventBlock>(
    { kind: 'manual' },
    { kind: 'send' },
    { kind: 'receive' },
    { kind: 'message' },
    { kind: 'signal' },
    { kind: 'condition' },
    { kind: 'several' },
    { kind: 'both' },
    { kind: 'either' },
    { kind: 'tell' },
    { kind: 'throwSignal' },
    { kind: 'throwEscalation' },
    { kind: 'link' },
    { kind: 'call' },
    { kind: 'undoable' },
    { kind: 'undo' },
    { kind: 'undoAside' },
    { kind: 'gamble' },
    { kind: 'default' },
    { kind: 'adHoc' },
    { kind: 'adHocInTurn' },
    { kind: 'adHocAttended' },
  ),
  fc.record({ kind: fc.constant('exit' as const), end: fc.constantFrom(...ENDS) }),
);

export function wrapper(block: fc.Arbitrary<Block>): fc.Arbitrary<Block> {
  const interrupting = fc.boolean();
  return fc.oneof(
    fc.record({ kind: fc.constant('watched' as const), trigger, interrupting, inner: block, after: block }),
    fc.record({
      kind: fc.constant('attended' as const),
      trigger,
      also: trigger,
      interrupting,
      inner: block,
      after: block,
    }),
    fc.record({ kind: fc.constant('watchedJob' as const), trigger, interrupting, after: block }),
    fc.record({ kind: fc.constantFrom('cancellable', 'undone'), inner: block }),
  );
}

export function connectEvent(build: Build, part: EventBlock, from: number, to: number, condition?: string): void {
  const single = (index: number): void => {
    build.flow(from, index, condition);
    build.flow(index, to);
  };
  switch (part.kind) {
    case 'manual':
      return single(build.add('manualTask'));
    case 'send':
      return single(build.add('sendTask', job('send')));
    case 'receive':
      return single(build.add('receiveTask', { trigger: MESSAGE, instantiate: false }));
    case 'message':
      return single(build.add('intermediateCatchEvent', { trigger: MESSAGE }));
    case 'signal':
      return single(build.add('intermediateCatchEvent', { trigger: SIGNAL }));
    case 'condition':
      return single(build.add('intermediateCatchEvent', { trigger: CONDITION }));
    case 'several':
      return single(
        build.add('intermediateCatchEvent', { trigger: { kind: 'multiple', triggers: [MESSAGE, SIGNAL] } }),
      );
    case 'both':
      return single(
        build.add('intermediateCatchEvent', { trigger: { kind: 'parallelMultiple', triggers: [MESSAGE, SIGNAL] } }),
      );
    case 'either':
      return either(build, from, to, condition);
    case 'tell':
      return single(build.add('intermediateThrowEvent', { trigger: MESSAGE, ...job('tell') }));
    case 'throwSignal':
      return single(build.add('intermediateThrowEvent', { trigger: SIGNAL }));
    case 'throwEscalation':
      return single(build.add('intermediateThrowEvent', { trigger: { kind: 'escalation', code: text('X') } }));
    case 'link': {
      const arrives = build.add('intermediateCatchEvent', { trigger: { kind: 'link' } });
      build.flow(from, build.add('intermediateThrowEvent', { trigger: { kind: 'link', target: arrives } }), condition);
      build.flow(arrives, to);
      return;
    }
    case 'call':
      return single(build.add('callActivity', CALL));
    case 'undoable': {
      const compensationHandler = build.add('serviceTask', { ...job('undo'), isForCompensation: true });
      return single(build.add('serviceTask', { ...job('work'), compensationHandler }));
    }
    case 'undo':
    case 'undoAside':
      return single(build.add('intermediateThrowEvent', { trigger: undo(part.kind === 'undo') }));
    case 'gamble':
    case 'default': {
      const gateway = build.add('exclusiveGateway');
      build.flow(from, gateway, condition);
      const way = build.flow(gateway, to, 'modulo(n, 2) = 0');
      if (part.kind === 'gamble') return;
      Object.assign(build.element(gateway), { defaultFlow: build.flow(gateway, to) });
      return void way;
    }
    case 'adHoc':
    case 'adHocInTurn':
      return single(adHoc(build, part.kind === 'adHocInTurn'));
    case 'adHocAttended':
      return single(adHoc(build, true, () => handler(build, 'signal', false, { kind: 'job' })));
    case 'exit': {
      const gateway = build.add('exclusiveGateway');
      build.flow(from, gateway, condition);
      const said = part.end === 'message' ? job('tell') : {};
      build.flow(gateway, build.add('endEvent', { trigger: END[part.end], ...said }), 'modulo(n, 2) = 0');
      Object.assign(build.element(gateway), { defaultFlow: build.flow(gateway, to) });
      return;
    }
    case 'watched':
      return watched(build, part, scopeOf(build, part.inner, 'subProcess'), from, to, condition);
    case 'watchedJob':
      return watched(build, part, build.add('serviceTask', job('work')), from, to, condition);
    case 'attended':
      return single(attended(build, part));
    case 'undone':
      return connect(
        build,
        { kind: 'sequence', parts: [{ kind: 'undoable' }, part.inner, { kind: 'undo' }] },
        from,
        to,
        condition,
      );
    case 'cancellable': {
      const transaction = cancellable(build, part.inner);
      build.flow(from, transaction, condition);
      const merge = build.add('exclusiveGateway');
      build.flow(transaction, merge);
      build.flow(build.boundary(transaction, { trigger: { kind: 'cancel' } }), merge);
      build.flow(merge, to);
      return;
    }
  }
}

function either(build: Build, from: number, to: number, condition?: string): void {
  const gateway = build.add('eventBasedGateway', { instantiate: false });
  const merge = build.add('exclusiveGateway');
  build.flow(from, gateway, condition);
  const targets = [
    build.add('intermediateCatchEvent', timer('PT1H')),
    build.add('intermediateCatchEvent', { trigger: MESSAGE }),
    build.add('intermediateCatchEvent', { trigger: SIGNAL }),
  ];
  Object.assign(build.element(gateway), { targets });
  for (const target of targets) {
    build.flow(gateway, target);
    build.flow(target, merge);
  }
  build.flow(merge, to);
}

function adHoc(build: Build, sequential: boolean, more: () => void = () => {}): number {
  const scope = build.open('adHocSubProcess', {
    sequential,
    cancelRemaining: true,
    completionCondition: feel('n >= 3'),
  });
  build.add('serviceTask', job('work'));
  build.add('userTask', { headers: {} });
  build.add('task');
  more();
  build.close();
  return scope;
}

/** The way of the boundary event: joined with the other where it interrupts, else to an end of its own. */
function watched(build: Build, part: Watch, host: number, from: number, to: number, condition?: string): void {
  const interrupting = part.interrupting || part.trigger === 'error' || part.trigger === 'anyError';
  const boundary = build.boundary(host, { trigger: TRIGGER[part.trigger], interrupting });
  build.flow(from, host, condition);
  if (!interrupting) {
    build.flow(host, to);
    return connect(build, part.after, boundary, build.add('endEvent', none));
  }
  const merge = build.add('exclusiveGateway');
  build.flow(host, merge);
  connect(build, part.after, boundary, merge);
  build.flow(merge, to);
}

/** Two event sub-processes: the second does something for a while, or ends at once. */
function attended(build: Build, part: Extract<EventBlock, { kind: 'attended' }>): number {
  return scopeOf(build, part.inner, 'subProcess', () => {
    handler(build, part.trigger, part.interrupting, part.after);
    handler(build, part.also, !part.interrupting, { kind: 'job' });
  });
}

export function handler(build: Build, trigger: Trigger, interrupts: boolean, after: Block): void {
  const interrupting = interrupts || trigger === 'error' || trigger === 'anyError';
  const scope = build.open('eventSubProcess', { interrupting });
  const start = build.add('startEvent', { trigger: TRIGGER[trigger], interrupting });
  Object.assign(build.element(scope), { start });
  connect(build, after, start, build.add('endEvent', none));
  build.close();
}

function cancellable(build: Build, inner: Block): number {
  const transaction = build.open('transaction');
  const start = build.add('startEvent', none);
  const gateway = build.add('exclusiveGateway');
  connect(build, { kind: 'sequence', parts: [{ kind: 'undoable' }, inner] }, start, gateway);
  build.flow(gateway, build.add('endEvent', { trigger: { kind: 'cancel' } }), 'modulo(n, 2) = 0');
  Object.assign(build.element(gateway), { defaultFlow: build.flow(gateway, build.add('endEvent', none)) });
  build.close();
  return transaction;
}

function scopeOf(build: Build, inner: Block, type: 'subProcess', more: () => void = () => {}): number {
  const scope = build.open(type);
  const start = build.add('startEvent', none);
  connect(build, inner, start, build.add('endEvent', none));
  more();
  build.close();
  return scope;
}

const MESSAGE = { kind: 'message', name: text('paid') };
const SIGNAL = { kind: 'signal', name: text('go') };
const CONDITION = { kind: 'conditional', condition: feel('n >= 3') };
const undo = (waitForCompletion: boolean) => ({ kind: 'compensation', waitForCompletion });
const CALL = {
  calledProcess: text('other'),
  bindingType: 'latest',
  propagateAllParentVariables: true,
  propagateAllChildVariables: true,
};
const TRIGGER: Readonly<Record<Trigger, object>> = {
  timer: timer('PT30M').trigger,
  cycle: { kind: 'timer', timer: { kind: 'cycle', value: text('R3/PT20M') } },
  endless: { kind: 'timer', timer: { kind: 'cycle', value: text('R/PT45M') } },
  // Through the nights in which the clocks change.
  daily: { kind: 'timer', timer: { kind: 'cycle', value: text('R5/2026-03-28T02:30:00/P1D') } },
  schedule: { kind: 'timer', timer: { kind: 'cycle', value: text('0 0/20 9-17 * * MON-FRI') } },
  sundays: { kind: 'timer', timer: { kind: 'cycle', value: text('0 30 2 * * SUN') } },
  monthEnd: { kind: 'timer', timer: { kind: 'cycle', value: text('0 0 9 LW * ?') } },
  autumn: { kind: 'timer', timer: { kind: 'cycle', value: text('0 30 * 25 10 ?') } },
  any: { kind: 'multiple', triggers: [timer('PT2H').trigger, SIGNAL, CONDITION] },
  all: { kind: 'parallelMultiple', triggers: [MESSAGE, SIGNAL] },
  message: MESSAGE,
  signal: SIGNAL,
  condition: CONDITION,
  error: { kind: 'error', code: text('E') },
  anyError: { kind: 'error' },
  escalation: { kind: 'escalation', code: text('X') },
  anyEscalation: { kind: 'escalation' },
};
const END: Readonly<Record<End, object>> = {
  none: { kind: 'none' },
  error: { kind: 'error', code: text('E') },
  otherError: { kind: 'error', code: text('F') },
  escalation: { kind: 'escalation', code: text('X') },
  terminate: { kind: 'terminate' },
  signal: SIGNAL,
  message: MESSAGE,
  compensation: undo(true),
  several: { kind: 'multiple', triggers: [SIGNAL, { kind: 'escalation', code: text('X') }] },
};
