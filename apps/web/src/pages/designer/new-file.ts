import type { ProcedureFile } from '@krok/contracts/schemas';

/** An empty form; `name` in the language of the screen is its file name and the start of its id. */
export function newForm(files: readonly ProcedureFile[], name: string): ProcedureFile {
  const free = freeName(files, name, 'form');
  const form = { id: idOf(free), type: 'default', schemaVersion: 17, components: [] };
  return { kind: 'form', name: `${free}.form`, content: JSON.stringify(form, null, 2) };
}

export interface TableNames {
  /** Of the file and the decision. */
  readonly name: string;
  /** Of its question: the invoice's amount in whole units, as people say it. */
  readonly amount: string;
  readonly answer: string;
  readonly yes: string;
}

/** A decision table with one input, one output and one rule. */
export function newTable(files: readonly ProcedureFile[], { name, amount, answer, yes }: TableNames): ProcedureFile {
  const free = freeName(files, name, 'dmn');
  const id = idOf(free);
  const content = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" id="${id}-definitions" name="${free}" namespace="https://krok/${id}">
  <decision id="${id}" name="${free}">
    <variable id="${id}-variable" name="${id}" typeRef="string" />
    <decisionTable id="${id}-table" hitPolicy="FIRST">
      <input id="${id}-input" label="${amount}">
        <inputExpression id="${id}-input-expression" typeRef="number"><text>amount / 100</text></inputExpression>
      </input>
      <output id="${id}-output" label="${answer}" name="${id}" typeRef="string" />
      <rule id="${id}-rule">
        <inputEntry id="${id}-rule-input"><text></text></inputEntry>
        <outputEntry id="${id}-rule-output"><text>"${yes}"</text></outputEntry>
      </rule>
    </decisionTable>
  </decision>
  <dmndi:DMNDI>
    <dmndi:DMNDiagram id="${id}-diagram">
      <dmndi:DMNShape id="${id}-shape" dmnElementRef="${id}"><dc:Bounds height="80" width="180" x="160" y="100" /></dmndi:DMNShape>
    </dmndi:DMNDiagram>
  </dmndi:DMNDI>
</definitions>
`;
  return { kind: 'dmn', name: `${free}.dmn`, content };
}

/** A name that none of the files has, without its suffix. */
export function freeName(files: readonly ProcedureFile[], name: string, suffix: string): string {
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? name : `${name}-${number}`;
    // A form of the diagram is called by its id alone.
    if (!files.some((file) => file.name === `${free}.${suffix}` || file.name === free)) return free;
  }
}

/** An id without letters that FEEL or XML would not take. */
function idOf(name: string): string {
  const plain = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll(/[^A-Za-z0-9]+/g, '_');
  return /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
}
