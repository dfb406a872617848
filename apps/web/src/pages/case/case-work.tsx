import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { Panel } from '../../layout/page.tsx';
import { WorkButtons } from '../work/work-buttons.tsx';
import classes from './case-page.module.css';

/** Open work of people for this case. */
export function CaseWork({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(queries.work({ caseId }));
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Panel title={t('case.work')}>
      <ul className={classes['list']}>
        {items.map((item) => (
          <li key={item.id}>
            <div>
              <strong>{item.title}</strong>
              <small>{item.claimedBy?.name ?? t('work.unclaimed')}</small>
            </div>
            <WorkButtons item={item} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
