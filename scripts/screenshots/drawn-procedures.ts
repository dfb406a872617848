/** Procedures that nobody ships: what the designer looks like with much in it, or with something wrong. */

const head = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="http://bpmn.io/schema/bpmn">`;

interface Node {
  readonly id: string;
  readonly xml: string;
  readonly at: readonly [x: number, y: number, width: number, height: number];
}

interface Flow {
  readonly from: string;
  readonly to: string;
  readonly condition?: string;
}

/** Both ways of a choice meet at a gateway that waits for both: no case comes past it. */
export function stuckDrawing(): string {
  const nodes = [
    node('start', 'startEvent', 'Po terminie', [80, 142, 36, 36]),
    node('choice', 'exclusiveGateway', 'Duża kwota?', [190, 135, 50, 50], 'default="choice-write"'),
    person('ring', 'Zadzwoń do zarządu', [310, 40, 100, 80]),
    person('write', 'Napisz', [310, 200, 100, 80]),
    node('join', 'parallelGateway', 'Razem', [480, 135, 50, 50]),
    person('never', 'Wezwij do zapłaty', [600, 120, 100, 80]),
    node('end', 'endEvent', 'Koniec', [770, 142, 36, 36]),
  ];
  const flows = [
    { from: 'start', to: 'choice' },
    { from: 'choice', to: 'ring', condition: 'amount &gt; 1000000' },
    { from: 'choice', to: 'write' },
    { from: 'ring', to: 'join' },
    { from: 'write', to: 'join' },
    { from: 'join', to: 'never' },
    { from: 'never', to: 'end' },
  ];
  return drawing('stuck-drawing', 'Zakleszczenie', nodes, flows);
}

/** Both ways have a condition that never holds: a case stops at the fork. */
export function waylessDrawing(): string {
  const nodes = [
    node('start', 'startEvent', 'Po terminie', [80, 142, 36, 36]),
    node('choice', 'exclusiveGateway', 'Duża kwota?', [190, 135, 50, 50]),
    person('ring', 'Zadzwoń do zarządu', [310, 40, 100, 80]),
    person('write', 'Napisz', [310, 200, 100, 80]),
    node('end', 'endEvent', 'Koniec', [480, 62, 36, 36]),
    node('done', 'endEvent', 'Napisano', [480, 222, 36, 36]),
  ];
  const flows = [
    { from: 'start', to: 'choice' },
    { from: 'choice', to: 'ring', condition: '1 &gt; 2' },
    { from: 'choice', to: 'write', condition: '2 &gt; 3' },
    { from: 'ring', to: 'end' },
    { from: 'write', to: 'done' },
  ];
  return drawing('wayless-drawing', 'Bez drogi', nodes, flows);
}

/** So many steps that the drawing is far larger than any screen. */
export function longDrawing(steps: number): string {
  const nodes = [node('start', 'startEvent', 'Po terminie', [60, 92, 36, 36])];
  const flows: Flow[] = [];
  for (let index = 0; index < steps; index += 1) {
    const [column, row] = [index % COLUMNS, Math.floor(index / COLUMNS)];
    const x = 150 + (row % 2 === 0 ? column : COLUMNS - 1 - column) * 160;
    nodes.push(person(`step-${index}`, `Krok ${index + 1}: sprawdź odpowiedź dłużnika`, [x, 70 + row * 150, 110, 80]));
    flows.push({ from: index === 0 ? 'start' : `step-${index - 1}`, to: `step-${index}` });
  }
  const last = nodes.at(-1)?.at ?? [0, 0, 0, 0];
  nodes.push(node('end', 'endEvent', 'Koniec', [last[0] + 37, last[1] + 140, 36, 36]));
  flows.push({ from: `step-${steps - 1}`, to: 'end' });
  return drawing('long-drawing', 'Długa procedura', nodes, flows);
}

const COLUMNS = 10;

export const callForm = JSON.stringify({
  id: 'rozmowa',
  type: 'default',
  schemaVersion: 17,
  components: [
    { type: 'text', id: 'field-0', text: 'Zadzwoń do zarządu i zapisz, co ustalono.' },
    {
      type: 'radio',
      id: 'field-1',
      key: 'outcome',
      label: 'Co ustalono?',
      values: [
        { label: 'Zapłaci', value: 'promise' },
        { label: 'Odmawia', value: 'refuses' },
      ],
      validate: { required: true },
    },
    { type: 'number', id: 'field-2', key: 'promisedAmount', label: 'Obiecana kwota (zł)' },
    { type: 'datetime', subtype: 'date', id: 'field-3', key: 'promiseDate', dateLabel: 'Do kiedy' },
  ],
});

export const riskTable = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" id="ryzyko-definitions" name="ryzyko" namespace="https://krok/ryzyko">
  <decision id="ryzyko" name="Ryzyko">
    <variable id="ryzyko-variable" name="ryzyko" typeRef="string" />
    <decisionTable id="ryzyko-table" hitPolicy="FIRST">
      <input id="ryzyko-amount" label="Kwota faktury (zł)"><inputExpression id="ryzyko-amount-expression" typeRef="number"><text>amount / 100</text></inputExpression></input>
      <input id="ryzyko-days" label="Dni po terminie"><inputExpression id="ryzyko-days-expression" typeRef="number"><text>daysOverdue</text></inputExpression></input>
      <output id="ryzyko-output" label="Ryzyko" name="ryzyko" typeRef="string" />
      ${['&gt; 50000|&gt; 30|"wysokie"', '&gt; 10000||"średnie"', '||"niskie"'].map(ruleOf).join('\n')}
    </decisionTable>
  </decision>
  <dmndi:DMNDI><dmndi:DMNDiagram id="ryzyko-diagram"><dmndi:DMNShape id="ryzyko-shape" dmnElementRef="ryzyko"><dc:Bounds height="80" width="180" x="160" y="100" /></dmndi:DMNShape></dmndi:DMNDiagram></dmndi:DMNDI>
</definitions>`;

function ruleOf(cells: string, index: number): string {
  const [amount, days, answer] = cells.split('|');
  return `<rule id="rule-${index}"><inputEntry id="rule-${index}-a"><text>${amount}</text></inputEntry><inputEntry id="rule-${index}-b"><text>${days}</text></inputEntry><outputEntry id="rule-${index}-c"><text>${answer}</text></outputEntry></rule>`;
}

function node(id: string, type: string, name: string, at: Node['at'], more = ''): Node {
  return { id, at, xml: `<bpmn:${type} id="${id}" name="${name}" ${more} />` };
}

function person(id: string, name: string, at: Node['at']): Node {
  const extension =
    '<zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="collector" /><zeebe:formDefinition formId="rozmowa" bindingType="deployment" />';
  return {
    id,
    at,
    xml: `<bpmn:userTask id="${id}" name="${name}"><bpmn:extensionElements>${extension}</bpmn:extensionElements></bpmn:userTask>`,
  };
}

function drawing(id: string, name: string, nodes: readonly Node[], flows: readonly Flow[]): string {
  const places = new Map(nodes.map((each) => [each.id, each.at]));
  const shapes = nodes.map(
    (each) => `<bpmndi:BPMNShape id="${each.id}-shape" bpmnElement="${each.id}">${bounds(each.at)}</bpmndi:BPMNShape>`,
  );
  const edges = flows.map(({ from, to }) => {
    const points = line(places.get(from), places.get(to));
    return `<bpmndi:BPMNEdge id="${from}-${to}-edge" bpmnElement="${from}-${to}">${points}</bpmndi:BPMNEdge>`;
  });
  const lines = flows.map(
    ({ from, to, condition }) =>
      `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}">${
        condition ? `<bpmn:conditionExpression>=${condition}</bpmn:conditionExpression>` : ''
      }</bpmn:sequenceFlow>`,
  );
  return `${head}
  <bpmn:process id="${id}" name="${name}" isExecutable="true">${nodes.map(({ xml }) => xml).join('')}${lines.join('')}</bpmn:process>
  <bpmndi:BPMNDiagram id="${id}-diagram"><bpmndi:BPMNPlane id="${id}-plane" bpmnElement="${id}">${shapes.join('')}${edges.join('')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`;
}

function bounds([x, y, width, height]: Node['at']): string {
  return `<dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}" />`;
}

/** From border to border, straight. */
function line(from: Node['at'] | undefined, to: Node['at'] | undefined): string {
  if (!from || !to) return '';
  return [dock(from, to), dock(to, from)].map(([x, y]) => `<di:waypoint x="${x}" y="${y}" />`).join('');
}

function dock(of: Node['at'], towards: Node['at']): readonly [number, number] {
  const [[x, y], [otherX, otherY]] = [middle(of), middle(towards)];
  const [, , width, height] = of;
  if (Math.abs(otherX - x) < width) return [x, y + (Math.sign(otherY - y) * height) / 2];
  return [x + (Math.sign(otherX - x) * width) / 2, y];
}

function middle([x, y, width, height]: Node['at']): readonly [number, number] {
  return [x + width / 2, y + height / 2];
}
