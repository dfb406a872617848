import type { ExecutableProcess } from '@krok/bpmn/executable';
import { replay as replaySchema, type Replay, type ReplayStep } from '@krok/contracts/schemas';
import { link, type Linked } from '@krok/engine';
import { type RecordedStep, Tape } from '@krok/simulator';
import { queryOptions } from '@tanstack/react-query';
import { getJson, path } from '../api/client.ts';

/** A case laid out for scrubbing in this browser, with who did each step. */
export interface LoadedReplay {
  readonly about: Pick<Replay, 'caseId' | 'caseKey' | 'processName' | 'head'>;
  readonly steps: readonly ReplayStep[];
  readonly tape: Tape;
  /** Number and drawing of a definition: a case may have gone over to another version. */
  readonly versionOf: (linked: Linked) => Pick<Replay, 'version' | 'xml'>;
}

const atOnce = 2000;

export function replayQuery(caseId: string) {
  return queryOptions({
    queryKey: ['case', caseId, 'replay'],
    queryFn: async ({ signal }): Promise<LoadedReplay> => {
      const { executable, xml, version, migratedTo, steps, ...about } = await read(caseId, 1, signal);
      const all = [...steps];
      while (all.length < about.head) {
        const more = await read(caseId, all.length + 1, signal);
        if (more.steps.length === 0) break;
        all.push(...more.steps);
      }
      // Definition and steps are our own compiler's and engine's, stored under a hash that the API checks.
      const started = link(executable as unknown as ExecutableProcess);
      const others = migratedTo.map((each) => ({
        ...each,
        linked: link(each.executable as unknown as ExecutableProcess),
      }));
      const definitionOf = (hash: string) => others.find((each) => each.hash === hash)?.linked;
      const tape = new Tape(started, all as unknown as RecordedStep[], undefined, definitionOf);
      return {
        about,
        steps: all,
        tape,
        versionOf: (linked) => others.find((each) => each.linked === linked) ?? { version, xml },
      };
    },
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
}

function read(caseId: string, from: number, signal: AbortSignal): Promise<Replay> {
  return getJson(path(['cases', caseId, 'replay'], { from, size: atOnce }), replaySchema, signal);
}
