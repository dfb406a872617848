import { localDate } from '@krok/calendar';
import { useQuery } from '@tanstack/react-query';
import { queries } from '../api/queries.ts';
import { useMay } from '../api/use-may.ts';

/** The day that it is for the organisation, `2026-11-23`; that of the wall clock for who may not read its clock. */
export function useToday(): string {
  const may = useMay('clock.read');
  const clock = useQuery({ ...queries.clock(), enabled: may }).data;
  return localDate(clock ? Date.parse(clock.now) : Date.now(), clock?.zone ?? 'Europe/Warsaw');
}
