import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { Due } from '../../layout/due.tsx';
import { Panel } from '../../layout/page.tsx';
import classes from './case-page.module.css';

/** Open work of people for this case; it is done in the worklist, with all that its step needs. */
export function CaseWork({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(queries.work({ caseId }));
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Panel title={t('case.work')}>
      <ul className={classes['list']}>
        {items.map(({ id, title, duty, claimedBy, channel, dueAt, cases }) => (
          <li key={id}>
            <div>
              <strong>{duty === null ? title : t(`work.duties.${duty}`)}</strong>
              <small>
                {claimedBy?.name ?? t('work.unclaimed')}
                {cases.some((each) => each.caseId === caseId && each.suspended) && ` · ${t('repairs.waitsForResume')}`}
                {dueAt !== null && (
                  <>
                    {' · '}
                    <Due at={dueAt} />
                  </>
                )}
              </small>
            </div>
            <Button
              variant="default"
              size="compact-xs"
              renderRoot={(props) => <Link {...props} to="/work" search={{ item: id }} />}
            >
              {t(channel === 'approval' ? 'work.toDecision' : 'work.toStep')}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
