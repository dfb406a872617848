import { notifications } from '@mantine/notifications';
import { type WorkDetail, type WorkItem, workItem } from '@krok/contracts/schemas';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, path, postJson } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useProblemText } from '../../api/use-problem-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { noteLostClaim } from '../../layout/lost-claims.ts';
import { daysFrom, instantAt } from '../../dates/read-day.ts';
import type { Completions } from './use-completions.ts';

export type SnoozeTo = 'hour' | 'tomorrow' | 'threeDays' | 'week';

/** Taking work, giving it back, putting it off. */
export interface Hold {
  /** Takes the work unless it is taken already; the version that counts then, or null where somebody else was first. */
  readonly claim: () => Promise<number | null>;
  readonly release: () => void;
  readonly snooze: (to: SnoozeTo) => void;
  readonly wake: () => void;
}

export function useHold(
  step: WorkDetail,
  { completions, next }: { readonly completions: Completions; readonly next: () => void },
): Hold {
  const { t } = useTranslation();
  const format = useFormat();
  const textOf = useProblemText();
  const client = useQueryClient();
  const claiming = useRef<Promise<number | null> | null>(null);

  const put = (changed: WorkItem) => {
    client.setQueryData(queries.step(step.id).queryKey, (before) => before && { ...before, ...changed });
    client.setQueryData(
      queries.work({}).queryKey,
      (before) => before && { items: before.items.map((each) => (each.id === changed.id ? changed : each)) },
    );
  };
  const refresh = () => {
    void client.invalidateQueries({ queryKey: ['work'] });
    void client.invalidateQueries({ queryKey: ['step', step.id] });
  };
  /** Told kindly, and the list moves on. */
  const lost = async () => {
    completions.note(step.id);
    noteLostClaim({ id: step.id, title: step.debtorName ?? step.title, by: null });
    notifications.show({
      color: 'yellow',
      title: t('desk.lostTitle'),
      message: t('desk.lostToSomebody'),
      autoClose: 8_000,
    });
    next();
    refresh();
  };
  const failed = (error: unknown) => {
    if (error instanceof ApiError && (error.code === 'work-taken' || error.code === 'work-closed')) void lost();
    else {
      const code = error instanceof ApiError ? error.code : 'internal';
      // Told once, not with each key that is pressed.
      notifications.show({ id: `hold ${code}`, color: 'red', message: textOf(error) });
    }
  };
  const ask = async (what: 'claim' | 'release' | 'snooze', body?: object): Promise<WorkItem | null> => {
    try {
      const changed = await postJson(path(['work', step.id, what]), workItem, body);
      put(changed);
      return changed;
    } catch (error) {
      failed(error);
      return null;
    }
  };
  const snoozeUntil = (to: SnoozeTo) => {
    const morning = (days: number) => instantAt(daysFrom(step.today, days), '08:00', step.zone);
    if (to === 'hour') return new Date(Date.parse(step.now) + 3_600_000).toISOString();
    return morning({ tomorrow: 1, threeDays: 3, week: 7 }[to]);
  };
  const snooze = async (to: SnoozeTo) => {
    const until = snoozeUntil(to);
    completions.note(step.id);
    if ((await ask('snooze', { until })) === null) return;
    notifications.show({ message: t('desk.snoozed', { at: format.instant(until) }) });
    next();
  };
  return {
    claim: () => {
      if (step.claimedBy !== null) return Promise.resolve(step.version);
      claiming.current ??= ask('claim', {})
        .then((changed) => changed?.version ?? null)
        .finally(() => {
          claiming.current = null;
        });
      return claiming.current;
    },
    release: () => {
      void ask('release', {}).then(
        (changed) =>
          changed && notifications.show({ message: t('desk.released', { title: step.debtorName ?? step.title }) }),
      );
    },
    snooze: (to) => void snooze(to),
    wake: () => void ask('snooze', { until: null }).then(refresh),
  };
}
