import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/use-may.ts';
import { Page } from '../../layout/page.tsx';
import { Health } from './health.tsx';
import { IncidentGroups } from './incident-groups.tsx';
import classes from './oversight-page.module.css';
import { Money } from './money/money.tsx';
import { PausedCases } from '../repairs/paused-cases.tsx';
import { StandingWork } from '../repairs/standing-work.tsx';
import { SendingSwitch } from './sending-switch.tsx';
import { StuckCases } from './stuck-cases.tsx';
import { UnknownEffects } from './unknown-effects.tsx';
import { WorkLoad } from './work-load.tsx';

/** What stands still and needs a person; where the money stands; who has how much to do; how the services fare. */
export function OversightPage() {
  const { t } = useTranslation();
  const mayReadEffects = useMay('effects.read');
  const mayReadLedger = useMay('ledger.read');
  return (
    <Page title={t('oversight.title')}>
      <SendingSwitch />
      <div className={classes['watch']}>
        <IncidentGroups />
        {mayReadEffects && <UnknownEffects />}
        <StuckCases />
        <StandingWork />
        <PausedCases />
      </div>
      {mayReadLedger && <Money />}
      <div className={classes['columns']}>
        <WorkLoad />
        <Health />
      </div>
    </Page>
  );
}
