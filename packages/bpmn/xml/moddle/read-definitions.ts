import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import type { Finding } from '../finding.ts';
import type { Owners, Positions } from '../scan/xml-positions.ts';
import { isModdleElement, type ModdleElement } from './moddle-element.ts';
import { findingOfWarning } from './parser-warning.ts';

/** Holds the schemas only; what is read never stays in it. */
const reader = new BpmnModdle({ zeebe });

/** Reads scanned XML into the reader's tree. Every warning of the reader becomes a finding: it means that something was dropped. */
export async function readDefinitions(
  xml: string,
  locate: Positions,
  ownerAt: Owners,
): Promise<{ readonly definitions?: ModdleElement; readonly findings: readonly Finding[] }> {
  try {
    const { rootElement, warnings } = await reader.fromXML(xml);
    const findings = warnings.map((warning) => findingOfWarning(warning, locate, ownerAt));
    return isModdleElement(rootElement) ? { definitions: rootElement, findings } : { findings };
  } catch (problem) {
    const message = problem instanceof Error ? problem.message.split('\n')[0] : String(problem);
    return {
      findings: [
        {
          rule: 'bpmn-unreadable',
          severity: 'error',
          message: `Expected BPMN 2.0 definitions but the reader stopped: ${message}`,
          line: 1,
          column: 1,
        },
      ],
    };
  }
}
