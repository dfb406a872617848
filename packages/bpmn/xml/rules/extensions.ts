import type { FindingRule } from '../errors.ts';
import { elementsBelow } from '../moddle/elements-below.ts';
import { extensionsOf, isA, type ModdleElement, localType, nearestId } from '../moddle/moddle-element.ts';
import type { Rule } from './rule.ts';

const jobElements = [
  'serviceTask',
  'sendTask',
  'scriptTask',
  'businessRuleTask',
  'endEvent',
  'intermediateThrowEvent',
  'globalScriptTask',
  'globalBusinessRuleTask',
  'adHocSubProcess',
];
const flowNodes = 'flowNodes';

/** Where the compiler reads each extension. Elsewhere it does nothing, and a finding says so. */
const readBy: Readonly<Record<string, readonly string[] | typeof flowNodes>> = {
  'zeebe:TaskDefinition': jobElements,
  'zeebe:TaskHeaders': [...jobElements, 'userTask', 'globalUserTask'],
  'zeebe:IoMapping': flowNodes,
  'zeebe:Subscription': ['message'],
  'zeebe:LoopCharacteristics': ['multiInstanceLoopCharacteristics'],
  'zeebe:CalledElement': ['callActivity'],
  'zeebe:CalledDecision': ['businessRuleTask', 'globalBusinessRuleTask'],
  'zeebe:Script': ['scriptTask', 'globalScriptTask'],
  'zeebe:UserTask': ['userTask', 'globalUserTask'],
  'zeebe:TaskListeners': ['userTask', 'globalUserTask'],
  'zeebe:FormDefinition': ['userTask', 'globalUserTask'],
  'zeebe:AssignmentDefinition': ['userTask', 'globalUserTask'],
  'zeebe:PriorityDefinition': ['userTask', 'globalUserTask'],
  'zeebe:TaskSchedule': ['userTask', 'globalUserTask'],
  'zeebe:Properties': ['process'],
  'zeebe:VersionTag': ['process'],
  'zeebe:UserTaskForm': ['process'],
  'zeebe:ExecutionListeners': flowNodes,
  'zeebe:AdHoc': ['adHocSubProcess'],
  'zeebe:ConditionalFilter': ['conditionalEventDefinition'],
};

/** Extensions that would change what happens and that the executable data cannot express. */
const refused: Readonly<Record<string, { readonly rule: FindingRule; readonly what: string }>> = {
  'zeebe:LinkedResources': { rule: 'linked-resource', what: 'linked resources' },
  'zeebe:AgentDefinition': { rule: 'agent', what: 'an agent' },
};

/** No zeebe extension is passed over in silence. */
export const extensionRules: readonly Rule[] = [
  {
    code: 'extension-not-used',
    clause: 'zeebe vocabulary',
    check: ({ definitions }, report) => {
      for (const element of elementsBelow(definitions)) {
        const id = nearestId(element);
        const type = localType(element);
        const seen = new Set<string>();
        for (const extension of extensionsOf(element)) {
          if (!extension.$type.startsWith('zeebe:')) continue;
          const tag = `zeebe:${localType(extension)}`;
          if (seen.has(extension.$type) && extension.$type !== 'zeebe:UserTaskForm')
            report.error('extension-twice', id, `Expected ${tag} once but it is there again`, tag);
          seen.add(extension.$type);
          const refusal = refused[extension.$type];
          if (refusal)
            report.error(
              refusal.rule,
              id,
              `Expected what a process here can do but ${refusal.what} (${tag}) cannot be run`,
              tag,
            );
          else if (!isReadBy(element, extension.$type))
            report.warning(
              'extension-not-used',
              id,
              `Expected ${tag} only where it has an effect but on ${type} it has none`,
              tag,
            );
        }
      }
    },
  },
];

function isReadBy(element: ModdleElement, extension: string): boolean {
  const users = readBy[extension];
  if (users !== flowNodes) return users?.includes(localType(element)) === true;
  if (isA(element, 'bpmn:Process')) return extension === 'zeebe:ExecutionListeners';
  return isA(element, 'bpmn:FlowNode') || isA(element, 'bpmn:GlobalTask');
}
