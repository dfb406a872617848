import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compileBpmn, type Finding } from '@krok/bpmn/xml';
import { decodeXml } from '@krok/bpmn/xml/scan';
import type { StaticCase } from './case-format.ts';
import type { Verdict } from './verdict.ts';

/**
 * Deployment alone: nothing is run. An accepted diagram that holds a construct beyond Camunda 8 may also be refused, as
 * long as every finding says that it is not supported.
 */
export async function runStaticCase(given: StaticCase, folder: string): Promise<Verdict> {
  const { name, tier } = given;
  const expected = `${given.expect} (rule ${given.rule}: ${given.text})`;
  try {
    const compiled = await compileBpmn(decodeXml(await readFile(join(folder, given.diagram))));
    const errors = compiled.findings.filter((each) => each.severity === 'error');
    const got = compiled.deployable ? 'accept' : `reject: ${errors.map(describe).join('; ')}`;
    const refusalAllowed = given.beyondCamunda8.length > 0 && errors.every((each) => each.rule === 'not-supported');
    const passed =
      given.expect === 'accept' ? compiled.deployable || refusalAllowed : !compiled.deployable && errors.length > 0;
    return { name, kind: 'static', tier, passed, expected, got };
  } catch (error) {
    return {
      name,
      kind: 'static',
      tier,
      passed: false,
      expected,
      got: `crash: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

function describe({ rule, element, message }: Finding): string {
  return `${rule}${element === undefined ? '' : ` at ${element}`}: ${message}`;
}
