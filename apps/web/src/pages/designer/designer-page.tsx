import { draft } from '@krok/contracts/schemas';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, getJson, path } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { NotFound } from '../../layout/not-found.tsx';
import { usePageTitle } from '../../layout/page.tsx';
import { Failure, LoadingRows } from '../../layout/states.tsx';
import { Designer } from './designer.tsx';

/** A draft under the pencil. */
export function DesignerPage() {
  const { t } = useTranslation();
  const { draftId } = useParams({ from: '/designer/$draftId' });
  const me = useQuery(queries.me()).data;
  const [round, setRound] = useState(0);
  // Read once: from here on the screen is ahead of the server.
  const opened = useQuery({
    queryKey: ['draft', draftId],
    queryFn: ({ signal }) => getJson(path(['drafts', draftId]), draft, signal),
    enabled: ({ state }) => state.data === undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const { refetch } = opened;
  const readAnew = useCallback(() => void refetch().then(() => setRound((former) => former + 1)), [refetch]);
  usePageTitle(opened.data?.name ?? t('designer.title'));
  if (opened.isPending) return <LoadingRows />;
  if (opened.error instanceof ApiError && opened.error.code === 'not-found') {
    return (
      <NotFound title={t('designer.gone')} text={t('designer.goneText')}>
        <Link to="/procedures">{t('nav.procedures')}</Link>
      </NotFound>
    );
  }
  if (!opened.data || !me) return <Failure alone error={opened.error} retry={() => void opened.refetch()} />;
  const { data } = opened;
  return <Designer key={`${data.id} ${round}`} opened={data} userId={me.id} readAnew={readAnew} />;
}
