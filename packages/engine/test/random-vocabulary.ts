import { compileDmn } from '@krok/dmn/xml';
import fc from 'fast-check';
import { type Build, feel, job, none, text, timer } from './build.ts';
import { type Block, connect, handler } from './random-model.ts';

/** The rest of the vocabulary: what the other blocks have no room for. */
export type WordBlock =
  | {
      readonly kind:
        | 'rule'
        | 'scriptJob'
        | 'decision'
        | 'forked'
        | 'quantity'
        | 'keyed'
        | 'dated'
        | 'whichever'
        | 'tellSeveral'
        | 'undoOne'
        | 'adHocChosen'
        | 'attentive'
        | 'missed'
        | 'adHocDriven'
        | 'adHocDrivenAttended';
    }
  /** A sub-process with a handler on its boundary, with one inside, or with an event sub-process that undoes; then undone. */
  | { readonly kind: 'undoneWhole' | 'undoneBySubProcess'; readonly inner: Block };

const WORDS = [
  'rule',
  'scriptJob',
  'decision',
  'forked',
  'quantity',
  'keyed',
  'dated',
  'whichever',
  'tellSeveral',
  'undoOne',
  'adHocChosen',
  'attentive',
  'missed',
  'adHocDriven',
  'adHocDrivenAttended',
] as const;

export const wordLeaf: fc.Arbitrary<Block> = fc.constantFrom<Block>(...WORDS.map((kind) => ({ kind })));

export const wordWrapper = (block: fc.Arbitrary<Block>): fc.Arbitrary<Block> =>
  fc.record({ kind: fc.constantFrom('undoneWhole', 'undoneBySubProcess'), inner: block });

export function connectWord(build: Build, part: WordBlock, from: number, to: number, condition?: string): void {
  const single = (index: number): void => {
    build.flow(from, index, condition);
    build.flow(index, to);
  };
  switch (part.kind) {
    case 'rule':
      return single(build.add('businessRuleTask', job('rule')));
    case 'scriptJob':
      return single(build.add('scriptTask', job('script')));
    case 'decision':
      build.decisions = [decisions];
      return single(
        build.add('decisionTask', { decisionId: text('tenMore'), resultVariable: 'more', bindingType: 'deployment' }),
      );
    case 'forked': {
      const task = build.add('manualTask');
      const merge = build.add('inclusiveGateway');
      build.flow(from, task, condition);
      build.flow(task, merge, 'modulo(n, 2) = 0');
      build.flow(task, merge, 'n >= 3');
      Object.assign(build.element(task), { defaultFlow: build.flow(task, merge) });
      build.flow(merge, to);
      return;
    }
    case 'quantity': {
      const split = build.add('parallelGateway');
      const pair = build.add('serviceTask', { ...job('pair'), startQuantity: 2, completionQuantity: 2 });
      const again = build.add('manualTask', { startQuantity: 2 });
      build.flow(from, split, condition);
      build.flow(split, pair);
      build.flow(split, pair);
      build.flow(pair, again);
      build.flow(again, to);
      return;
    }
    case 'keyed':
      return single(
        build.add('intermediateCatchEvent', {
          trigger: { kind: 'message', name: text('paid'), correlationKey: feel('n') },
        }),
      );
    case 'dated':
      return single(
        build.add('intermediateCatchEvent', {
          trigger: { kind: 'timer', timer: { kind: 'date', value: text('2026-03-16T10:30:00Z') } },
        }),
      );
    case 'whichever': {
      const gateway = build.add('eventBasedGateway', { instantiate: false });
      const merge = build.add('exclusiveGateway');
      build.flow(from, gateway, condition);
      const targets = [
        build.add('receiveTask', { trigger: { kind: 'message', name: text('paid') }, instantiate: false }),
        build.add('intermediateCatchEvent', { trigger: { kind: 'conditional', condition: feel('n >= 3') } }),
      ];
      Object.assign(build.element(gateway), { targets });
      for (const target of targets) {
        build.flow(gateway, target);
        build.flow(target, merge);
      }
      build.flow(merge, to);
      return;
    }
    case 'tellSeveral': {
      const triggers = [{ kind: 'escalation', code: text('X') }, { kind: 'signal', name: text('go') }, UNDO_ALL];
      return single(build.add('intermediateThrowEvent', { trigger: { kind: 'multiple', triggers } }));
    }
    case 'undoOne': {
      const [first, second] = [undoable(build), undoable(build)];
      build.flow(from, first, condition);
      build.flow(first, second);
      const trigger = { kind: 'compensation', activity: first, waitForCompletion: true };
      const undo = build.add('intermediateThrowEvent', { trigger });
      build.flow(second, undo);
      build.flow(undo, to);
      return;
    }
    case 'adHocChosen':
      return single(adHocChosen(build));
    case 'adHocDriven':
      return single(adHocDriven(build, {}));
    case 'adHocDrivenAttended': {
      const output = { collection: 'results', element: feel('n') };
      return single(
        adHocDriven(build, { output }, () => {
          handler(build, 'signal', false, { kind: 'job' });
          handler(build, 'condition', true, { kind: 'user' });
          handler(build, 'anyError', true, { kind: 'manual' });
        }),
      );
    }
    case 'attentive':
      return single(build.add('userTask', { headers: {}, taskListeners: ATTENTIVE }));
    case 'missed':
      return single(build.add('userTask', { headers: {}, taskListeners: MISSED }));
    case 'undoneWhole': {
      const compensationHandler = build.add('serviceTask', { ...job('undo'), isForCompensation: true });
      const scope = scopeOf(build, { compensationHandler }, part.inner);
      build.flow(from, scope, condition);
      const undo = build.add('intermediateThrowEvent', { trigger: UNDO_ALL });
      build.flow(scope, undo);
      build.flow(undo, to);
      return;
    }
    case 'undoneBySubProcess': {
      const scope = scopeOf(build, {}, { kind: 'sequence', parts: [{ kind: 'undoable' }, part.inner] }, () => {
        const handler = build.open('eventSubProcess', { interrupting: true });
        const start = build.add('startEvent', { trigger: UNDO_ALL, interrupting: true });
        Object.assign(build.element(handler), { start });
        connect(
          build,
          { kind: 'sequence', parts: [{ kind: 'job' }, { kind: 'undo' }] },
          start,
          build.add('endEvent', none),
        );
        build.close();
      });
      build.flow(from, scope, condition);
      const undo = build.add('intermediateThrowEvent', { trigger: UNDO_ALL });
      build.flow(scope, undo);
      build.flow(undo, to);
      return;
    }
  }
}

function undoable(build: Build): number {
  const compensationHandler = build.add('serviceTask', { ...job('undo'), isForCompensation: true });
  return build.add('serviceTask', { ...job('work'), compensationHandler });
}

/** Some of its activities, one after another as its flow says; what runs when its condition holds is waited for. */
function adHocChosen(build: Build): number {
  const scope = build.open('adHocSubProcess', {
    sequential: false,
    cancelRemaining: false,
    completionCondition: feel('n >= 3'),
    output: { collection: 'results', element: feel('n') },
  });
  const first = build.add('serviceTask', job('work'));
  const next = build.add('userTask', { headers: {} });
  build.flow(first, next);
  const beside = build.add('serviceTask', job('beside'));
  build.add('serviceTask', job('never'));
  const wait = build.add('intermediateCatchEvent', timer('PT1H'));
  const ids = [first, beside, wait].map((index) => `"e${index}"`).join(', ');
  Object.assign(build.element(scope), { activeElements: feel(`[${ids}]`) });
  build.close();
  return scope;
}

/** A worker chooses of its activities, perhaps again and again. */
function adHocDriven(build: Build, more: object, also: () => void = () => {}): number {
  const scope = build.open('adHocSubProcess', {
    ...job('choose'),
    sequential: false,
    cancelRemaining: true,
    ...more,
  });
  const first = build.add('serviceTask', job('work'));
  const next = build.add('userTask', { headers: {} });
  build.flow(first, next);
  build.add('intermediateCatchEvent', timer('PT1H'));
  build.add('feelScriptTask', { expression: feel('n + 1'), resultVariable: 'n' });
  undoable(build);
  also();
  build.close();
  return scope;
}

function scopeOf(build: Build, more: object, inner: Block, also: () => void = () => {}): number {
  const scope = build.open('subProcess', { ...more });
  const start = build.add('startEvent', none);
  connect(build, inner, start, build.add('endEvent', none));
  also();
  build.close();
  return scope;
}

const ATTENTIVE = ['updating', 'completing', 'updating'].map((on) => ({ on, ...job(`told-${on}`) }));
/** Somebody hears of its end. */
const MISSED = ['canceling', 'completing', 'canceling'].map((on) => ({ on, ...job(`told-${on}`) }));
const UNDO_ALL = { kind: 'compensation', waitForCompletion: true };

const read =
  await compileDmn(`<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="file" name="file" namespace="urn:test">
  <inputData id="n" name="n"><variable name="n"/></inputData>
  <decision id="tenMore" name="tenMore"><variable name="tenMore"/>
    <informationRequirement><requiredInput href="#n"/></informationRequirement>
    <literalExpression><text>n + 10</text></literalExpression>
  </decision>
</definitions>`);
if (!read.deployable) throw new Error(JSON.stringify(read.findings));
const { decisions } = read;
