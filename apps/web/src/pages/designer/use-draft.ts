import { draft, type Draft, type ProcedureFile, saveDraftAnswer } from '@krok/contracts/schemas';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError, getJson, path, putJson } from '../../api/client.ts';

/** Milliseconds without a change after which a draft is saved. */
const pause = 1200;

export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed' | 'taken';

export interface DraftWork {
  readonly name: string;
  readonly files: readonly ProcedureFile[];
  readonly revision: number;
  readonly state: SaveState;
  /** Who saved in between, when `state` is `taken`. */
  readonly takenBy: string | null;
  change(change: { readonly name?: string; readonly files?: readonly ProcedureFile[] }): void;
  /** Saves what is not saved yet; answers the revision, or null when that failed. */
  flush(): Promise<number | null>;
  /** Own work goes over what the other person saved. */
  overwrite(): Promise<void>;
}

/** The draft on the screen: changed at once, saved a moment later, and never over somebody else's work unasked. */
export function useDraft(opened: Draft): DraftWork {
  const [work, setWork] = useState<{ name: string; files: readonly ProcedureFile[] }>(opened);
  const [state, setState] = useState<SaveState>('saved');
  const [revision, setRevision] = useState(opened.revision);
  const [takenBy, setTakenBy] = useState<string | null>(null);
  const newest = useRef(work);
  const reached = useRef(opened.revision);
  const dirty = useRef(false);
  const running = useRef<Promise<number | null>>(undefined);
  const { id } = opened;

  const save = useCallback(async (): Promise<number | null> => {
    if (running.current) await running.current;
    if (!dirty.current) return reached.current;
    dirty.current = false;
    setState('saving');
    const { name, files } = newest.current;
    const body = { revision: reached.current, name: name.trim() || '—', files: [...files] };
    running.current = putJson(path(['drafts', id]), saveDraftAnswer, body).then(
      (answer) => {
        reached.current = answer.revision;
        setRevision(answer.revision);
        setState(dirty.current ? 'waiting' : 'saved');
        return answer.revision;
      },
      async (error: unknown) => {
        dirty.current = true;
        const taken = error instanceof ApiError && error.code === 'draft-changed';
        if (taken) setTakenBy(await lastSaver(id));
        setState(taken ? 'taken' : 'failed');
        return null;
      },
    );
    const done = await running.current;
    running.current = undefined;
    return done;
  }, [id]);

  const change = useCallback<DraftWork['change']>((changed) => {
    newest.current = { ...newest.current, ...changed };
    dirty.current = true;
    setWork(newest.current);
    setState((former) => (former === 'taken' ? former : 'waiting'));
  }, []);

  useEffect(() => {
    if (state !== 'waiting' && state !== 'failed') return undefined;
    const timer = setTimeout(() => void save(), state === 'failed' ? 5000 : pause);
    return () => clearTimeout(timer);
  }, [work, state, save]);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (dirty.current) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('beforeunload', warn);
      void save();
    };
  }, [save]);

  const overwrite = useCallback(async () => {
    reached.current = (await getJson(path(['drafts', id]), draft)).revision;
    dirty.current = true;
    setTakenBy(null);
    await save();
  }, [id, save]);

  return { name: work.name, files: work.files, revision, state, takenBy, change, flush: save, overwrite };
}

async function lastSaver(id: string): Promise<string | null> {
  try {
    return (await getJson(path(['drafts', id]), draft)).savedBy;
  } catch {
    return null;
  }
}
