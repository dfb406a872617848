const job = (id: string, name: string, type: string, headers = '') =>
  `<serviceTask id="${id}" name="${name}"><extensionElements><zeebe:taskDefinition type="${type}" />${headers}</extensionElements></serviceTask>`;
const flow = (from: string, to: string) => `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}" />`;
/** Warns, asks for an approval, lists in the register. */
export const listing = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
<process id="listing" name="Wezwanie i wpis" isExecutable="true"><startEvent id="S" name="Po terminie" />${flow('S', 'demand')}
${job('demand', 'Wezwanie z ostrzeżeniem', 'send-demand-with-krd-warning')}${flow('demand', 'approve')}
${job('approve', 'Zatwierdź wpis', 'approve', '<zeebe:taskHeaders><zeebe:header key="approves" value="list-in-krd" /><zeebe:header key="candidateGroups" value="approver" /></zeebe:taskHeaders>')}${flow('approve', 'list')}
${job('list', 'Wpisz do rejestru', 'list-in-krd')}${flow('list', 'check')}
<userTask id="check" name="Sprawdź wpis"><extensionElements><zeebe:userTask /></extensionElements></userTask>${flow('check', 'E')}<endEvent id="E" name="Sprawdzone" /></process>${drawing('listing', ['S', 'demand', 'approve', 'list', 'check', 'E'])}</definitions>`;
/** Stops where the limit is not known. */
export const limits = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="l" targetNamespace="t">
<process id="limits" name="Próg kwoty" isExecutable="true"><startEvent id="S" />${flow('S', 'g')}
<exclusiveGateway id="g" name="Powyżej progu?" default="g-E" /><sequenceFlow id="g-t" sourceRef="g" targetRef="t"><conditionExpression>=amount &gt; limit</conditionExpression></sequenceFlow>
${flow('g', 'E')}<userTask id="t" name="Sprawdź próg"><extensionElements><zeebe:userTask /></extensionElements></userTask>${flow('t', 'E')}<endEvent id="E" /></process>${drawing('limits', ['S', 'g', 't', 'E'])}</definitions>`;
/** Stops for each of `keys`: a history and a list of incidents that no page holds at once. */
export const many = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="m" targetNamespace="t">
<process id="many" name="Wiele progów" isExecutable="true"><startEvent id="S" />${flow('S', 'each')}
<subProcess id="each" name="Każda pozycja"><multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics inputCollection="=keys" inputElement="key" /></extensionElements></multiInstanceLoopCharacteristics>
<startEvent id="b" />${flow('b', 'g')}<exclusiveGateway id="g" name="Powyżej progu?" default="g-E" /><sequenceFlow id="g-t" sourceRef="g" targetRef="t"><conditionExpression>=key &gt; limit</conditionExpression></sequenceFlow>
${flow('g', 'E')}<userTask id="t" name="Sprawdź próg"><extensionElements><zeebe:userTask /></extensionElements></userTask><endEvent id="E" /></subProcess></process>${drawing('many', ['S', 'each'])}</definitions>`;

/** Nodes in a row; flows are left to the imagination. */
function drawing(process: string, nodes: readonly string[]): string {
  const shapes = nodes.map(
    (id, index) =>
      `<di:BPMNShape id="${id}-di" bpmnElement="${id}"><dc:Bounds x="${100 + index * 150}" y="100" width="100" height="80" /></di:BPMNShape>`,
  );
  return `<di:BPMNDiagram id="${process}-drawing" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"><di:BPMNPlane id="${process}-plane" bpmnElement="${process}">${shapes.join('')}</di:BPMNPlane></di:BPMNDiagram>`;
}
