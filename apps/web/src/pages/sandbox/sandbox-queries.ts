import { pageOf, printedLetter, sandboxFiling, sandboxKrdOrder, sandboxSms } from '@krok/contracts/schemas';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { getJson, path } from '../../api/client.ts';
import { pace } from '../../api/live-state.ts';

const SIZE = 50;

function listOf<T extends z.ZodType>(parts: readonly string[], item: T) {
  return (page: number) =>
    queryOptions({
      queryKey: ['sandbox', ...parts, page],
      queryFn: ({ signal }) => getJson(path(parts, { page, size: SIZE }), pageOf(item), signal),
      refetchInterval: pace,
      placeholderData: keepPreviousData,
    });
}

/** What the sandboxes were sent, newest first. */
export const sandboxQueries = {
  sms: listOf(['sandbox', 'sms'], sandboxSms),
  krd: listOf(['sandbox', 'krd'], sandboxKrdOrder),
  epu: listOf(['sandbox', 'epu'], sandboxFiling),
  letters: listOf(['letters'], printedLetter),
};
