import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/use-may.ts';
import { Page } from '../../layout/page.tsx';
import { IncidentTable } from './incident-table.tsx';
import { UnknownEffects } from './unknown-effects.tsx';

/** What stands still and needs a person. */
export function OversightPage() {
  const { t } = useTranslation();
  const mayReadEffects = useMay('effects.read');
  return (
    <Page title={t('oversight.title')}>
      <IncidentTable />
      {mayReadEffects && <UnknownEffects />}
    </Page>
  );
}
