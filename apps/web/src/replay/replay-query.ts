import type { ExecutableProcess } from '@krok/bpmn/executable';
import { replay as replaySchema, type Replay, type ReplayStep } from '@krok/contracts/schemas';
import { link, type Linked } from '@krok/engine';
import { type RecordedStep, Tape } from '@krok/simulator';
import { queryOptions } from '@tanstack/react-query';
import { getJson, path } from '../api/client.ts';

/** A case laid out for scrubbing in this browser, with who did each step. */
export interface LoadedReplay {
  readonly about: Omit<Replay, 'steps' | 'executable'>;
  readonly steps: readonly ReplayStep[];
  readonly linked: Linked;
  readonly tape: Tape;
}

const atOnce = 2000;

export function replayQuery(caseId: string) {
  return queryOptions({
    queryKey: ['case', caseId, 'replay'],
    queryFn: async ({ signal }): Promise<LoadedReplay> => {
      const { executable, steps, ...about } = await read(caseId, 1, signal);
      const all = [...steps];
      while (all.length < about.head) {
        const more = await read(caseId, all.length + 1, signal);
        if (more.steps.length === 0) break;
        all.push(...more.steps);
      }
      // Definition and steps are our own compiler's and engine's, stored under a hash that the API checks.
      const linked = link(executable as unknown as ExecutableProcess);
      return { about, steps: all, linked, tape: new Tape(linked, all as unknown as RecordedStep[]) };
    },
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
}

function read(caseId: string, from: number, signal: AbortSignal): Promise<Replay> {
  return getJson(path(['cases', caseId, 'replay'], { from, size: atOnce }), replaySchema, signal);
}
