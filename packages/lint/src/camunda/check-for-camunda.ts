import { BpmnModdle } from 'bpmn-moddle';
import { compileDiagram } from '@krok/bpmn/xml';
import Linter from 'bpmnlint/lib/linter.js';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import { type Add, type LintFinding, lintFinding } from '../finding.ts';
import { beyondCamunda } from '../rules/beyond-camunda.ts';
import { camundaRules } from './camunda-rules.ts';
import { camundaTextsPl } from './camunda-texts-pl.ts';

/** Whether a diagram runs in Camunda 8 as well, with every reason why not. */
export interface CamundaCheck {
  readonly runs: boolean;
  /** Rules of the third-party set are named `camunda-compat/<rule>`; `beyond-camunda` is our own. */
  readonly reasons: readonly LintFinding[];
}

/** The version that is asked about. */
export const CAMUNDA_VERSION = '8.8';

/**
 * Checks a diagram for another engine: bpmnlint's rules for Camunda 8, and what they cannot know: the FEEL functions and
 * elements that only this engine has. A file that cannot be read runs nowhere.
 */
export async function checkForCamunda(xml: string): Promise<CamundaCheck> {
  const { compiled, model } = await compileDiagram(xml);
  const reasons: LintFinding[] = [];
  if (model === null) {
    const message = 'Expected a BPMN file but it cannot be read';
    reasons.push({ rule: 'bpmn-unreadable', severity: 'error', message, messagePl: 'Pliku nie da się odczytać.' });
    return { runs: false, reasons };
  }
  const { rootElement } = await new BpmnModdle({ zeebe }).fromXML(xml);
  const reports = await linter().lint(rootElement, { rules: configured() });
  for (const [rule, found] of Object.entries(reports))
    for (const { id, message, category } of found) {
      // A rule that stumbles over a file says nothing of it.
      if (category !== 'error') continue;
      const element = id === undefined ? {} : { element: id };
      const messagePl = camundaTextsPl[rule] ?? message;
      reasons.push({ rule: `camunda-compat/${rule}`, severity: 'error', ...element, message, messagePl });
    }
  const add: Add = (...finding) => void reasons.push(lintFinding(...finding));
  // Of a diagram that does not compile, what is ours is not known in full.
  if (compiled.deployable) for (const process of model.executable) beyondCamunda(process, add, {});
  return { runs: reasons.length === 0, reasons };
}

function linter(): Linter {
  return new Linter({
    resolver: {
      resolveRule: (_package, name) => camundaRules[name],
      resolveConfig: () => undefined,
    },
  });
}

function configured(): Readonly<Record<string, readonly [string, { readonly version: string }]>> {
  const rules = Object.keys(camundaRules).map((rule) => [rule, ['error', { version: CAMUNDA_VERSION }]] as const);
  return Object.fromEntries(rules);
}
