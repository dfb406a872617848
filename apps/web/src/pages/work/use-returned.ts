import { notifications } from '@mantine/notifications';
import type { WorkItem } from '@krok/contracts/schemas';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Completions, nameOf } from './use-completions.ts';

/** Work that this person completed and that is offered again: a listener of the task did not accept it. Told once. */
export function useReturned(items: readonly WorkItem[], { awaited }: Completions): ReadonlySet<string> {
  const { t } = useTranslation();
  const told = useRef(new Set<string>());
  const returned = items.filter(({ id, cases: [place] }) => {
    const sent = place && awaited.get(nameOf(place));
    return sent !== undefined && sent.workId !== id;
  });
  useEffect(() => {
    for (const { id, title, debtorName } of returned) {
      if (told.current.has(id)) continue;
      told.current.add(id);
      notifications.show({
        color: 'yellow',
        title: t('desk.denied.backTitle', { title: debtorName ?? title }),
        message: t('desk.denied.back'),
        autoClose: 12_000,
      });
    }
  });
  return new Set(returned.map(({ id }) => id));
}
