import { debtorIdentity } from '@krok/contracts/schemas';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getJson, path } from '../../api/client.ts';
import { Dialog } from '../../layout/dialog.tsx';
import { Failure, LoadingRows } from '../../layout/states.tsx';
import { IdentityForm } from './identity-form.tsx';

export const identityQuery = (debtorId: string) =>
  queryOptions({
    queryKey: ['debtor', debtorId, 'identity'],
    queryFn: ({ signal }) => getJson(path(['debtors', debtorId, 'identity']), debtorIdentity, signal),
  });

interface IdentityDialogProps {
  readonly debtorId: string;
  readonly opened: boolean;
  readonly close: () => void;
}

/** Who the debtor is and where letters reach it. */
export function IdentityDialog({ debtorId, opened, close }: IdentityDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} close={close} size="lg" title={t('debtorIdentity.title')}>
      <Loaded debtorId={debtorId} close={close} />
    </Dialog>
  );
}

function Loaded({ debtorId, close }: Omit<IdentityDialogProps, 'opened'>) {
  const identity = useQuery(identityQuery(debtorId));
  if (identity.data) return <IdentityForm identity={identity.data} close={close} />;
  return identity.isError ? (
    <Failure error={identity.error} retry={() => void identity.refetch()} />
  ) : (
    <LoadingRows rows={6} />
  );
}
