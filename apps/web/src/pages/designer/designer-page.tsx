import { draft } from '@krok/contracts/schemas';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { getJson, path } from '../../api/client.ts';
import { ApiError } from '../../api/client.ts';
import { usePageTitle } from '../../layout/page.tsx';
import { Empty, Failure, LoadingRows } from '../../layout/states.tsx';
import { Designer } from './designer.tsx';

/** A draft under the pencil. */
export function DesignerPage() {
  const { t } = useTranslation();
  const { draftId } = useParams({ from: '/designer/$draftId' });
  // Read once: from here on the screen is ahead of the server.
  const opened = useQuery({
    queryKey: ['draft', draftId],
    queryFn: ({ signal }) => getJson(path(['drafts', draftId]), draft, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  usePageTitle(opened.data?.name ?? t('designer.title'));
  if (opened.isPending) return <LoadingRows />;
  if (opened.error instanceof ApiError && opened.error.code === 'not-found') {
    return <Empty title={t('designer.gone')} text={t('designer.goneText')} />;
  }
  if (!opened.data) return <Failure error={opened.error} retry={() => void opened.refetch()} />;
  return <Designer key={opened.data.id} opened={opened.data} />;
}
