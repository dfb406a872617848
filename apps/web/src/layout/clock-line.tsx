import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../api/queries.ts';
import { useFormat } from '../i18n/use-format.ts';

/** Shown only where the organisation's time is not everybody's. */
export function ClockLine() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useQuery(queries.clock());
  if (!data || data.mode === 'real') return null;
  return (
    <Text size="xs" c="var(--krok-quiet)" px={8}>
      {t(data.mode === 'manual' ? 'common.manualClock' : 'common.fastClock', { now: format.instant(data.now) })}
    </Text>
  );
}
