import { scanXml } from '@krok/bpmn/xml/scan';
import { type LintFinding, lintFinding } from '../finding.ts';

/** BPMN that is drawn and that nothing here reads: said once for each element that holds it. */
export function ignoredConstructs(xml: string): readonly LintFinding[] {
  const scan = scanXml(xml);
  if (!scan.ok) return [];
  const findings: LintFinding[] = [];
  const owners: (string | undefined)[] = [];
  const said = new Set<string>();
  for (const { name, id, depth, line, column } of scan.elements) {
    owners.length = depth;
    const owner = owners.findLast((each) => each !== undefined);
    owners[depth] = id ?? undefined;
    const construct = name.split(':').at(-1) ?? '';
    if (!IGNORED.has(construct)) continue;
    // What stands inside of what is ignored is ignored with it.
    owners[depth] = owner;
    const key = `${owner}/${construct}`;
    if (said.has(key)) continue;
    said.add(key);
    findings.push({ ...lintFinding('construct-ignored', 'warning', owner, { construct }), line, column });
  }
  return findings;
}

const IGNORED: ReadonlySet<string> = new Set([
  'dataInputAssociation',
  'dataOutputAssociation',
  'ioSpecification',
  'resourceRole',
  'performer',
  'humanPerformer',
  'potentialOwner',
  'auditing',
  'monitoring',
  'correlationSubscription',
  'correlationProperty',
  'correlationKey',
]);
