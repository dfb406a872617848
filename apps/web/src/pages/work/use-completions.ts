import { notifications } from '@mantine/notifications';
import type { CompleteWorkBody } from '@krok/contracts/schemas';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../api/use-problem-text.ts';
import { noteLostClaim } from '../../layout/lost-claims.ts';
import { ApiError } from '../../api/client.ts';
import { dropDraft, keepDraft, keepSent, type StepPlace } from './drafts.ts';
import { type PendingSend, pendingSendsOf, type SendOutcome, undoMs } from './pending-sends.ts';
import type { WrapUpDraft } from './wrap-up.ts';

export interface Completions {
  /** Items that are on their way or done here: the list does not show them. */
  readonly hidden: ReadonlySet<string>;
  /** Items that this page has dealt with: their going is no surprise. */
  readonly own: ReadonlySet<string>;
  readonly pending: readonly PendingSend[];
  /** Fields that the server refused, by work: shown when the item is open again. */
  readonly refusals: ReadonlyMap<string, ApiError>;
  /** Sent for a step that may be offered anew, by `<case> <element>`. */
  readonly awaited: ReadonlyMap<string, { readonly workId: string; readonly title: string }>;
  readonly complete: (
    work: { readonly id: string; readonly title: string; readonly place?: StepPlace | undefined },
    body: CompleteWorkBody,
    draft: WrapUpDraft,
  ) => void;
  readonly undo: () => PendingSend | undefined;
  /** The going of this item is this page's own doing. */
  readonly note: (workId: string) => void;
}

/** Completions of this person: sent after ten seconds, put back where the server refuses them. */
export function useCompletions(userId: string): Completions {
  const { t } = useTranslation();
  const textOf = useProblemText();
  const client = useQueryClient();
  const sends = useMemo(() => pendingSendsOf(userId), [userId]);
  const pending = sends.useList();
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const [awaited, setAwaited] = useState<Completions['awaited']>(new Map());
  const [own, setOwn] = useState<ReadonlySet<string>>(new Set());
  const [refusals, setRefusals] = useState<ReadonlyMap<string, ApiError>>(new Map());
  const refresh = () =>
    void client.invalidateQueries({ predicate: ({ queryKey }) => REFRESHED.has(String(queryKey[0])) });
  const outcome = useRef<SendOutcome>({ sent: () => {}, refused: () => {} });
  useEffect(() => {
    outcome.current = {
      sent: ({ workId, title, body, draft, place }) => {
        // What is left of the work (a call-back) is work again.
        if (!(body.results ?? []).some(({ callbackAt }) => callbackAt !== undefined))
          setDone((before) => new Set(before).add(workId));
        dropDraft(userId, workId);
        if (place) {
          keepSent(userId, place, draft);
          setAwaited((before) => new Map(before).set(nameOf(place), { workId, title }));
        }
        refresh();
      },
      refused: ({ workId, title, draft, waiting }, error) => {
        keepDraft(userId, workId, draft);
        const code = error instanceof ApiError ? error.code : '';
        if (LOST.has(code)) noteLostClaim({ id: workId, title, by: null });
        else if (error instanceof ApiError) setRefusals((before) => new Map(before).set(workId, error));
        notifications.show({
          color: LOST.has(code) ? 'yellow' : 'red',
          title: t('desk.refusedTitle', { title }),
          message: LOST.has(code)
            ? `${waiting && code === 'work-closed' ? t('desk.maybeSaved') : textOf(error)} ${t('desk.draftStays')}`
            : textOf(error),
          autoClose: 12_000,
        });
        refresh();
      },
    };
  });
  useEffect(
    () =>
      sends.begin({
        sent: (each) => outcome.current.sent(each),
        refused: (each, error) => outcome.current.refused(each, error),
      }),
    [sends],
  );
  const note = (workId: string) => setOwn((before) => new Set(before).add(workId));
  return {
    hidden: useMemo(() => new Set([...done, ...pending.map(({ workId }) => workId)]), [done, pending]),
    own,
    pending,
    refusals,
    awaited,
    note,
    complete: ({ id: workId, title, place }, body, draft) => {
      note(workId);
      setRefusals((before) => new Map([...before].filter(([id]) => id !== workId)));
      sends.add({ workId, title, body, draft, place, sendAt: Date.now() + undoMs });
    },
    undo: () => {
      const back = sends.undo();
      if (back) {
        keepDraft(userId, back.workId, back.draft);
        notifications.show({ message: t('desk.undone', { title: back.title }) });
      }
      return back;
    },
  };
}

/** A step of a case by one word. */
export function nameOf({ caseId, elementId }: StepPlace): string {
  return `${caseId} ${elementId}`;
}

const LOST = new Set(['work-taken', 'work-closed']);
const REFRESHED = new Set(['work', 'step', 'case', 'cases', 'debtor', 'notifications']);
