import { heatAnswer } from '@krok/contracts/schemas';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getJson, path } from '../api/client.ts';
import type { HeatCount } from './show-heat.ts';

export const heatModes = ['off', 'standing', 'passed'] as const;
export type HeatMode = (typeof heatModes)[number];
export const heatDays = [7, 30, 90, 365] as const;

export interface HeatView {
  readonly mode: HeatMode;
  readonly setMode: (mode: HeatMode) => void;
  readonly days: number;
  readonly setDays: (days: number) => void;
  /** Empty while off, loading or failed. */
  readonly counts: readonly HeatCount[];
  readonly state: 'off' | 'loading' | 'failed' | 'ready';
  readonly openCases: number;
  readonly openElsewhere: number;
}

const none: readonly HeatCount[] = [];

/** Cases on the elements of a version (absent: the one in force), asked for only while somebody looks. */
export function useHeat(processId: string, deploymentId?: string): HeatView {
  const { t } = useTranslation();
  const [mode, setMode] = useState<HeatMode>('off');
  const [days, setDays] = useState<number>(30);
  const heat = useQuery({
    queryKey: ['heat', processId, deploymentId ?? '', days],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ days: String(days), ...(deploymentId !== undefined && { deploymentId }) });
      return getJson(`${path(['processes', processId, 'heat'])}?${query}`, heatAnswer, signal);
    },
    enabled: mode !== 'off',
    staleTime: 15_000,
  });
  const { data } = heat;
  const counts = useMemo(() => {
    if (!data || mode === 'off') return none;
    return mode === 'standing'
      ? data.standing.map(({ element, cases, incidents }) => ({
          element,
          count: cases,
          alarmed: incidents > 0,
          text: [
            t('heat.standingHere', { count: cases }),
            ...(incidents > 0 ? [t('heat.alarmed', { count: incidents })] : []),
          ].join(', '),
        }))
      : data.passed.map(({ element, cases, times }) => ({
          element,
          count: cases,
          alarmed: false,
          text: `${t('heat.passedHere', { count: cases })}, ${t('heat.times', { count: times })}`,
        }));
  }, [data, mode, t]);
  return {
    mode,
    setMode,
    days,
    setDays,
    counts,
    state: mode === 'off' ? 'off' : data ? 'ready' : heat.isError ? 'failed' : 'loading',
    openCases: data?.openCases ?? 0,
    openElsewhere: data?.openElsewhere ?? 0,
  };
}
