import type { ProcedureFile } from '@krok/contracts/schemas';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CheckAnswer, CheckQuestion } from './check-message.ts';

/** Milliseconds without a change after which a procedure is checked. */
const pause = 350;
/** Milliseconds after which an answer to former files is not waited for any more. */
const patience = 2000;

/** Findings of the newest files; `stale` while a check is under way. */
export function useCheck(files: readonly ProcedureFile[] | undefined): {
  readonly answer: CheckAnswer | undefined;
  readonly stale: boolean;
} {
  const worker = useRef<Worker>(undefined);
  const asked = useRef(0);
  const [answer, setAnswer] = useState<CheckAnswer>();
  const [question, setQuestion] = useState(0);

  /** When the worker got what it has not answered yet. */
  const busySince = useRef<number>(undefined);

  const begin = useCallback(() => {
    const made = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' });
    made.onmessage = ({ data }: MessageEvent<CheckAnswer>) => {
      busySince.current = undefined;
      if (data.id === asked.current) setAnswer(data);
    };
    worker.current = made;
  }, []);

  useEffect(() => {
    begin();
    return () => {
      worker.current?.terminate();
      worker.current = undefined;
    };
  }, [begin]);

  useEffect(() => {
    if (!files) return undefined;
    asked.current += 1;
    const id = asked.current;
    setQuestion(id);
    const timer = setTimeout(
      () => {
        if (!worker.current) return;
        const now = performance.now();
        if (busySince.current !== undefined && now - busySince.current > patience) {
          worker.current.terminate();
          begin();
          busySince.current = undefined;
        }
        const sent: CheckQuestion = { id, files };
        busySince.current ??= now;
        worker.current.postMessage(sent);
      },
      id === 1 ? 0 : pause,
    );
    return () => clearTimeout(timer);
  }, [files, begin]);

  return { answer, stale: answer?.id !== question };
}
