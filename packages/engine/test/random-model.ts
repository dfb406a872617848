import fc from 'fast-check';
import type { ExecutableProcess } from '@krok/bpmn/executable';
import { Build, feel, job, none, text, timer } from './build.ts';
import { connectEvent, type EventBlock, eventLeaf, wrapper } from './random-events.ts';
import { connectWord, type WordBlock, wordLeaf, wordWrapper } from './random-vocabulary.ts';

export { handler, type Trigger, trigger } from './random-events.ts';

/** A piece of a process with one way in and one way out. */
export type Block =
  | EventBlock
  | WordBlock
  | { readonly kind: 'task' | 'job' | 'user' | 'wait' | 'script' }
  | { readonly kind: 'sequence'; readonly parts: readonly Block[] }
  | { readonly kind: 'exclusive' | 'parallel' | 'inclusive' | 'complex'; readonly parts: readonly Block[] }
  | { readonly kind: 'scope' | 'guarded' | 'handled' | 'transaction'; readonly inner: Block }
  | { readonly kind: 'loop' | 'many' | 'inTurn' | 'firstOf' | 'cyclic'; readonly inner: Block };

const leaf = fc.constantFrom<Block>(
  { kind: 'task' },
  { kind: 'job' },
  { kind: 'user' },
  { kind: 'wait' },
  { kind: 'script' },
);

export const block: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.record({
      kind: fc.constant('sequence' as const),
      parts: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constantFrom('exclusive', 'parallel', 'inclusive'),
      parts: fc.array(tie('block'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constantFrom('scope', 'guarded', 'handled', 'transaction'), inner: tie('block') }),
    fc.record({ kind: fc.constantFrom('loop', 'many', 'inTurn'), inner: tie('block') }),
  ),
})).block;

/** With everything that can interrupt, throw, catch and undo: what comes of such a model may depend on the order of its moves. */
const anyPart: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3, depthSize: 'large', withCrossShrink: true },
    { weight: 3, arbitrary: fc.oneof(leaf, { weight: 4, arbitrary: eventLeaf }, { weight: 2, arbitrary: wordLeaf }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom('sequence', 'exclusive', 'parallel', 'parallel', 'inclusive', 'complex'),
        parts: fc.array(tie('block'), { minLength: 2, maxLength: 3 }),
      }),
    },
    fc.record({
      kind: fc.constantFrom(
        'scope',
        'guarded',
        'handled',
        'transaction',
        'loop',
        'many',
        'inTurn',
        'firstOf',
        'cyclic',
      ),
      inner: tie('block'),
    }),
    { weight: 3, arbitrary: wrapper(tie('block')) },
    wordWrapper(tie('block')),
  ),
})).block;

export const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  { withCrossShrink: true },
  anyPart,
  fc.record({
    kind: fc.constantFrom('sequence', 'parallel'),
    parts: fc.array(anyPart, { minLength: 1, maxLength: 3 }),
  }),
);

/** `constant`: scripts change nothing, so that what is open does not depend on the order of parallel branches. */
export function processOf(root: Block, constant = false): ExecutableProcess {
  const build = new Build(constant);
  const start = build.add('startEvent', none);
  const end = build.add('endEvent', none);
  connect(build, root, start, end);
  return build.done();
}

/** Builds the block between two elements. Recursion is fine: the models are small. */
export function connect(build: Build, part: Block, from: number, to: number, condition?: string): void {
  const single = (index: number): void => {
    build.flow(from, index, condition);
    build.flow(index, to);
  };
  switch (part.kind) {
    case 'task':
      return single(build.add('task'));
    case 'job':
      return single(build.add('serviceTask', job('work')));
    case 'user':
      return single(build.add('userTask', { headers: {} }));
    case 'wait':
      return single(build.add('intermediateCatchEvent', timer('PT1H')));
    case 'script':
      return single(
        build.add('feelScriptTask', { expression: feel(build.constant ? 'n' : 'n + 1'), resultVariable: 'n' }),
      );
    case 'sequence': {
      let at = from;
      for (const [i, each] of part.parts.entries()) {
        const next = i === part.parts.length - 1 ? to : build.add('task');
        connect(build, each, at, next, i === 0 ? condition : undefined);
        at = next;
      }
      return;
    }
    case 'exclusive':
    case 'parallel':
    case 'complex':
    case 'inclusive': {
      const split = build.add(`${part.kind}Gateway`);
      const starts =
        part.kind === 'complex' && part.parts.length > 2 ? { activationCondition: feel('activationCount >= 2') } : {};
      // Two of three ways start the join only where they are taken: the third is a way of every token.
      const join = build.add(`${part.kind}Gateway`, starts);
      build.flow(from, split, condition);
      build.flow(join, to);
      for (const [i, each] of part.parts.entries()) {
        connect(
          build,
          each,
          split,
          join,
          part.kind === 'parallel' || starts.activationCondition
            ? undefined
            : i === 0
              ? 'n >= 0'
              : `modulo(n, ${i + 1}) = 0`,
        );
      }
      return;
    }
    case 'scope':
    case 'transaction':
      return single(scopeOf(build, part.inner, part.kind === 'scope' ? 'subProcess' : 'transaction', {}));
    case 'guarded': {
      const scope = scopeOf(build, part.inner, 'subProcess', {});
      const merge = build.add('exclusiveGateway');
      build.flow(from, scope, condition);
      build.flow(scope, merge);
      build.flow(build.boundary(scope, { trigger: { kind: 'error' } }), merge);
      build.flow(build.boundary(scope, { ...timer('PT30M'), interrupting: false }), build.add('endEvent', none));
      build.flow(merge, to);
      return;
    }
    case 'handled': {
      const scope = scopeOf(build, part.inner, 'subProcess', {}, true);
      return single(scope);
    }
    case 'loop':
      return single(
        scopeOf(build, part.inner, 'subProcess', {
          loop: { kind: 'standardLoop', testBefore: true, maximum: text('2'), condition: feel('n < 100') },
        }),
      );
    case 'cyclic': {
      const again = build.add('exclusiveGateway');
      const merge = build.add('exclusiveGateway');
      const more = build.add('feelScriptTask', { expression: feel('n + 1'), resultVariable: 'n' });
      build.flow(from, merge, condition);
      connect(build, part.inner, merge, more);
      build.flow(more, again);
      const back = build.flow(again, to);
      build.flow(again, merge, 'n < 3');
      Object.assign(build.element(again), { defaultFlow: back });
      return;
    }
    case 'firstOf':
    case 'many':
    case 'inTurn':
      return single(
        scopeOf(build, part.inner, 'subProcess', {
          loop: {
            kind: 'multiInstance',
            sequential: part.kind === 'inTurn',
            inputCollection: feel('[1, 2]'),
            inputElement: 'item',
            outputCollection: 'results',
            outputElement: feel('item + n'),
            ...(part.kind === 'firstOf' ? { completionCondition: feel('numberOfCompletedInstances >= 1') } : {}),
          },
        }),
      );
    case 'rule':
    case 'scriptJob':
    case 'decision':
    case 'forked':
    case 'quantity':
    case 'keyed':
    case 'dated':
    case 'whichever':
    case 'tellSeveral':
    case 'undoOne':
    case 'adHocChosen':
    case 'attentive':
    case 'missed':
    case 'adHocDriven':
    case 'adHocDrivenAttended':
    case 'undoneWhole':
    case 'undoneBySubProcess':
      return connectWord(build, part, from, to, condition);
    default:
      return connectEvent(build, part, from, to, condition);
  }
}

function scopeOf(
  build: Build,
  inner: Block,
  type: 'subProcess' | 'transaction',
  more: Readonly<Record<string, unknown>>,
  handled = false,
): number {
  const scope = build.open(type, more);
  const start = build.add('startEvent', none);
  const end = build.add('endEvent', none);
  connect(build, inner, start, end);
  if (handled) {
    const handler = build.open('eventSubProcess', { interrupting: true });
    const signalled = build.add('startEvent', { trigger: { kind: 'signal', name: text('stop') }, interrupting: true });
    Object.assign(build.element(handler), { start: signalled });
    build.flow(signalled, build.add('endEvent', none));
    build.close();
  }
  build.close();
  return scope;
}
