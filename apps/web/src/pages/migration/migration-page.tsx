import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { NotFound } from '../../layout/not-found.tsx';
import { Page } from '../../layout/page.tsx';
import { Empty, Failure, LoadingRows } from '../../layout/states.tsx';
import { ProblemAlert } from '../../layout/problem-alert.tsx';
import { History } from './history.tsx';
import { MappingPanel } from './mapping-panel.tsx';
import { migrationQueries, type ByHand } from './migration-queries.ts';
import classes from './migration.module.css';
import { movable } from './movable.ts';
import { PreviewPanel } from './preview-panel.tsx';
import { ResultPanel } from './result-panel.tsx';
import { StartPanel } from './start-panel.tsx';
import { usePreview } from './use-preview.ts';

/** Running cases go over to another version: what corresponds, what becomes of each, and the result. */
export function MigrationPage() {
  const { t } = useTranslation();
  const { processId } = useParams({ from: '/procedures/$processId/migration' });
  const { from: asked, to: wanted, run } = useSearch({ from: '/procedures/$processId/migration' });
  const navigate = useNavigate({ from: '/procedures/$processId/migration' });
  const versions = useQuery(queries.versions(processId));
  const items = versions.data?.items ?? [];
  const [newest] = items;
  const sources = movable(items);
  const source = items.find(({ deploymentId }) => deploymentId === asked) ?? sources[0];
  const target = items.find(({ deploymentId }) => deploymentId === wanted) ?? newest;
  if (versions.error instanceof ApiError && versions.error.code === 'not-found')
    return (
      <NotFound title={t('migration.noProcedure')}>
        <Link to="/procedures">{t('nav.procedures')}</Link>
      </NotFound>
    );
  if (versions.error) return <Failure alone error={versions.error} retry={() => void versions.refetch()} />;
  if (!newest) return <LoadingRows />;
  const option = ({ deploymentId, version, openCases }: (typeof items)[number]) => ({
    value: deploymentId,
    label: t('migration.versionOption', { version, count: openCases }),
  });
  return (
    <Page
      title={t('migration.title')}
      subtitle={t('migration.subtitle', { name: newest.name ?? processId })}
      actions={
        <Link to="/procedures/$processId" params={{ processId }} className={classes['link'] ?? ''}>
          {t('migration.back')}
        </Link>
      }
    >
      {run !== undefined && (
        <ResultPanel
          id={run}
          again={() => void navigate({ search: { ...(asked !== undefined && { from: asked }) } })}
        />
      )}
      {run === undefined && source && target && (
        <>
          <div className={classes['versions']}>
            <Select
              label={t('migration.from')}
              allowDeselect={false}
              data={[...new Set([source, ...sources])].map(option)}
              value={source.deploymentId}
              onChange={(from) => from !== null && void navigate({ search: { from, to: target.deploymentId } })}
            />
            <Select
              label={t('migration.to')}
              allowDeselect={false}
              data={items.filter(({ hash }) => hash !== source.hash).map(option)}
              value={target.deploymentId}
              onChange={(to) => to !== null && void navigate({ search: { from: source.deploymentId, to } })}
            />
          </div>
          {source.hash !== target.hash && (
            <Plan
              key={`${source.deploymentId} ${target.deploymentId}`}
              processId={processId}
              from={source.deploymentId}
              to={target.deploymentId}
              started={(id) => void navigate({ search: { from: source.deploymentId, run: id } })}
            />
          )}
        </>
      )}
      {run === undefined && !source && <Empty title={t('migration.nothing')} text={t('migration.nothingText')} />}
      <History processId={processId} except={run} />
    </Page>
  );
}

interface PlanProps {
  readonly processId: string;
  readonly from: string;
  readonly to: string;
  readonly started: (id: string) => void;
}

function Plan({ processId, from, to, started }: PlanProps) {
  const [byHand, setByHand] = useState<ByHand>({});
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const move = { processId, from, to, byHand };
  const plan = useQuery(migrationQueries.plan(move));
  const preview = usePreview(move);
  if (plan.error) return <Failure error={plan.error} retry={() => void plan.refetch()} />;
  if (!plan.data) return <LoadingRows />;
  const chosen = preview.items.filter(({ caseId, fits }) => fits && !left.has(caseId)).map(({ caseId }) => caseId);
  return (
    <>
      <MappingPanel
        plan={plan.data}
        items={preview.items}
        choose={(sourceId, targetId) => setByHand({ ...byHand, [sourceId]: targetId })}
      />
      <ProblemAlert error={preview.error} />
      <PreviewPanel preview={preview} pairs={plan.data.pairs} left={left} leave={setLeft} />
      <StartPanel move={move} cases={chosen} ready={preview.complete} started={started} />
    </>
  );
}
