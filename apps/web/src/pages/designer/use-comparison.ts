import type { ProcedureFile } from '@krok/contracts/schemas';
import { useQuery } from '@tanstack/react-query';
import type Modeler from 'bpmn-js/lib/Modeler';
import { useEffect, useState } from 'react';
import { queries } from '../../api/queries.ts';
import type { CheckAnswer } from '../../designer/check/check-message.ts';
import { useCheck } from '../../designer/check/use-check.ts';
import { compareDiagrams, type ElementChange } from '../../designer/compare/compare-diagrams.ts';
import { service } from '../../designer/services.ts';

export interface Comparison {
  /** The version in force; null for a new procedure. */
  readonly live: { readonly deploymentId: string; readonly version: number; readonly xml: string } | null;
  readonly changes: readonly ElementChange[];
  /** Names of forms and tables that are new, gone or other than before. */
  readonly files: readonly string[];
  /** Cases would run exactly as they do now. */
  readonly runsAlike: boolean;
}

/** What publishing would change; undefined while that is not known yet. */
export function useComparison(
  files: readonly ProcedureFile[],
  modeler: Modeler | null,
  check: CheckAnswer | undefined,
): Comparison | undefined {
  const processId = check?.processes?.[0]?.processId;
  const processes = useQuery({ ...queries.processes(), staleTime: 0 });
  const inForce = processes.data?.items.find((each) => each.processId === processId);
  const former = useQuery({
    ...queries.deploymentFiles(inForce?.deploymentId ?? ''),
    enabled: inForce !== undefined,
  }).data?.items;
  const formerCheck = useCheck(former);
  const [changes, setChanges] = useState<readonly ElementChange[]>();
  const xml = diagramOf(files);
  const formerXml = former && diagramOf(former);

  useEffect(() => {
    if (!modeler || xml === undefined || !processes.data || (inForce && formerXml === undefined)) return undefined;
    let gone = false;
    const moddle = service(modeler, 'moddle');
    const read = async (text: string) => (await moddle.fromXML(text)).rootElement;
    void (async () => {
      const found = compareDiagrams(formerXml === undefined ? null : await read(formerXml), await read(xml));
      if (!gone) setChanges(found);
    })();
    return () => {
      gone = true;
    };
  }, [modeler, xml, formerXml, inForce, processes.data]);

  if (!processes.data || !changes) return undefined;
  if (!inForce) return { live: null, changes, files: [], runsAlike: false };
  if (!former || formerXml === undefined || !formerCheck.answer) return undefined;
  const others = changedFiles(former, files);
  const alike = formerCheck.answer.executable !== null && formerCheck.answer.executable === check?.executable;
  return {
    live: { deploymentId: inForce.deploymentId, version: inForce.version, xml: formerXml },
    changes,
    files: others,
    runsAlike: alike && others.length === 0,
  };
}

function diagramOf(files: readonly ProcedureFile[]): string | undefined {
  return files.find(({ kind }) => kind === 'bpmn')?.content;
}

function changedFiles(former: readonly ProcedureFile[], now: readonly ProcedureFile[]): readonly string[] {
  const beside = (files: readonly ProcedureFile[]) =>
    new Map(files.filter(({ kind }) => kind !== 'bpmn').map(({ name, content }) => [name, content]));
  const before = beside(former);
  const after = beside(now);
  return [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name));
}
