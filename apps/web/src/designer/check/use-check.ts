import type { ProcedureFile } from '@krok/contracts/schemas';
import { useEffect, useRef, useState } from 'react';
import type { CheckAnswer, CheckQuestion } from './check-message.ts';

/** Milliseconds without a change after which a procedure is checked. */
const pause = 350;

/** Findings of the newest files; `stale` while a check is under way. */
export function useCheck(files: readonly ProcedureFile[] | undefined): {
  readonly answer: CheckAnswer | undefined;
  readonly stale: boolean;
} {
  const worker = useRef<Worker>(undefined);
  const asked = useRef(0);
  const [answer, setAnswer] = useState<CheckAnswer>();
  const [question, setQuestion] = useState(0);

  useEffect(() => {
    const made = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' });
    made.onmessage = ({ data }: MessageEvent<CheckAnswer>) => {
      if (data.id === asked.current) setAnswer(data);
    };
    worker.current = made;
    return () => {
      made.terminate();
      worker.current = undefined;
    };
  }, []);

  useEffect(() => {
    if (!files) return undefined;
    asked.current += 1;
    const id = asked.current;
    setQuestion(id);
    const timer = setTimeout(
      () => {
        const sent: CheckQuestion = { id, files };
        worker.current?.postMessage(sent);
      },
      id === 1 ? 0 : pause,
    );
    return () => clearTimeout(timer);
  }, [files]);

  return { answer, stale: answer?.id !== question };
}
