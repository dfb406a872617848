const flow = (from: string, to: string, condition = '') =>
  `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}">${condition}</sequenceFlow>`;
const task = (id: string, name: string) =>
  `<userTask id="${id}" name="${name}"><extensionElements><zeebe:userTask /></extensionElements></userTask>`;

/** Where each element stands in the drawing: column and row. */
const places: readonly (readonly [id: string, column: number, row: number, width: number, height: number])[] = [
  ['start', 0, 0, 36, 36],
  ['amount', 1, 0, 50, 50],
  ['claim', 2, 0, 100, 80],
  ['wait', 2, 1, 36, 36],
  ['check', 3, 1, 100, 80],
  ['mail', 4, 1, 100, 80],
  ['call', 5, 1, 100, 80],
  ['end', 6, 0, 36, 36],
];

/**
 * Something for every repair: a gateway that may go the wrong way, a wait of seven days, a check that a machine outside
 * does, an e-mail, work of people, and a message that ends the call.
 */
export const repairProcedure = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
<message id="paid" name="money-came"><extensionElements><zeebe:subscription correlationKey="=invoiceNumber" /></extensionElements></message>
<process id="repair" name="Procedura do naprawy" isExecutable="true">
<startEvent id="start" name="Po terminie" />${flow('start', 'amount')}
<exclusiveGateway id="amount" name="Duża kwota?" default="amount-wait" />
${flow('amount', 'claim', '<conditionExpression>=amount &gt; 100</conditionExpression>')}${flow('amount', 'wait')}
${task('claim', 'Przygotuj pozew')}${flow('claim', 'end')}
<intermediateCatchEvent id="wait" name="Czekaj 7 dni"><timerEventDefinition id="seven"><timeDuration>P7D</timeDuration></timerEventDefinition></intermediateCatchEvent>
${flow('wait', 'check')}
<serviceTask id="check" name="Sprawdź w rejestrze"><extensionElements><zeebe:taskDefinition type="ask-register" retries="1" /></extensionElements></serviceTask>
${flow('check', 'mail')}
<serviceTask id="mail" name="Wyślij wezwanie"><extensionElements><zeebe:taskDefinition type="send-email" /><zeebe:taskHeaders>
<zeebe:header key="subject" value="Wezwanie" /><zeebe:header key="body" value="Prosimy o zapłatę." /></zeebe:taskHeaders></extensionElements></serviceTask>
${flow('mail', 'call')}${task('call', 'Zadzwoń')}${flow('call', 'end')}
<boundaryEvent id="money" name="Wpłata" attachedToRef="call"><messageEventDefinition id="money-came" messageRef="paid" /></boundaryEvent>
${flow('money', 'end')}
<endEvent id="end" name="Koniec" /></process>
<di:BPMNDiagram id="drawing" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:i="http://www.omg.org/spec/DD/20100524/DI"><di:BPMNPlane id="plane" bpmnElement="repair">
${places.map(([id, column, row, width, height]) => `<di:BPMNShape id="${id}-di" bpmnElement="${id}"><dc:Bounds x="${middleOf(column, row).x - width / 2}" y="${middleOf(column, row).y - height / 2}" width="${width}" height="${height}" /></di:BPMNShape>`).join('\n')}
<di:BPMNShape id="money-di" bpmnElement="money"><dc:Bounds x="${middleOf(5, 1).x + 12}" y="${middleOf(5, 1).y - 58}" width="36" height="36" /></di:BPMNShape>
${places
  .slice(0, -1)
  .map(([id, column, row, width]) => {
    const [next, toColumn, toRow, toWidth] = places[followerOf(id)] ?? ['end', 6, 0, 36];
    const [from, to] = [middleOf(column, row), middleOf(toColumn, toRow)];
    return `<di:BPMNEdge id="${id}-edge" bpmnElement="${id}-${next}"><i:waypoint x="${from.x + width / 2}" y="${from.y}" /><i:waypoint x="${to.x - toWidth / 2}" y="${to.y}" /></di:BPMNEdge>`;
  })
  .join('\n')}
</di:BPMNPlane></di:BPMNDiagram></definitions>`;

function middleOf(column: number, row: number): { readonly x: number; readonly y: number } {
  return { x: 150 + column * 150, y: 120 + row * 160 };
}

function followerOf(id: string): number {
  const next: Readonly<Record<string, string>> = {
    start: 'amount',
    amount: 'claim',
    wait: 'check',
    check: 'mail',
    mail: 'call',
  };
  return places.findIndex(([each]) => each === (next[id] ?? 'end'));
}
