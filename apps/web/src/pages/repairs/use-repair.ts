import { type Repair, repair } from '@krok/contracts/schemas';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, getJson, path, postJson } from '../../api/client.ts';
import { newKey } from './new-key.ts';

export type RepairKind = 'suspend' | 'resume' | 'end' | 'skip' | 'move' | 'take' | 'timer' | 'add';

export interface AskedRepair {
  readonly kind: RepairKind;
  /** Below the case's own path. */
  readonly to: readonly string[];
  /** Head of the log that was on the screen. */
  readonly seen: number;
  readonly reason: string;
  readonly more?: object;
}

/** The case itself refused, after the repair had been taken. */
export class RefusedRepair extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.name = 'RefusedRepair';
    this.code = code;
  }
}

/** Sends a repair once, however often it is pressed, and waits for the word of the case. */
export function useRepair(caseId: string, done: () => void) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const key = useRef(newKey());
  return useMutation({
    mutationFn: async ({ to, seen, reason, more }: AskedRepair): Promise<Repair> => {
      const body = { key: key.current, seen, ...more, ...(reason.trim() !== '' && { reason: reason.trim() }) };
      const first = await postJson(path(['cases', caseId, ...to]), repair, body);
      const answer = await settled(caseId, first);
      if (answer.state === 'refused') throw new RefusedRepair(answer.refusal?.code ?? 'other');
      return answer;
    },
    onSuccess: ({ state }, { kind }) => {
      key.current = newKey();
      notifications.show({ message: state === 'done' ? t(`repairs.done.${kind}`) : t('repairs.underWay') });
      done();
    },
    onError: (error) => {
      // Nothing answered: the same may be said again. What was refused is over.
      if (!(error instanceof ApiError) || error.code !== 'offline') key.current = newKey();
    },
    onSettled: () => {
      for (const root of ['case', 'cases', 'diagram', 'work', 'incidents']) {
        void client.invalidateQueries({ queryKey: [root] });
      }
    },
  });
}

async function settled(caseId: string, first: Repair): Promise<Repair> {
  let answer = first;
  for (const pause of PAUSES) {
    if (answer.state !== 'underWay') return answer;
    await new Promise((resolve) => setTimeout(resolve, pause));
    answer = await getJson(path(['cases', caseId, 'repairs', answer.id]), repair);
  }
  return answer;
}

/** Milliseconds: soon at first, twenty seconds together. */
const PAUSES = [100, 200, 300, 400, ...Array<number>(19).fill(1_000)];
