import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/use-may.ts';
import { Missing } from '../../layout/missing.tsx';
import { Panel, usePageTitle } from '../../layout/page.tsx';
import { Failure, LoadingRows } from '../../layout/states.tsx';
import { ApprovalDialog, CaseApprovals } from './case-approvals.tsx';
import { CaseData } from './case-data.tsx';
import { CaseDiagram } from './case-diagram.tsx';
import { caseFileQueries } from './case-file-queries.ts';
import { CaseHeader } from './case-header.tsx';
import { CaseIncidents } from './case-incidents.tsx';
import { CaseItems } from './case-items.tsx';
import { CaseNow } from './case-now.tsx';
import classes from './case-page.module.css';
import { RepairStudio } from '../repairs/repair-studio.tsx';
import { SuspendedNote } from '../repairs/suspended-note.tsx';
import { CaseWork } from './case-work.tsx';
import { DocumentDialog } from './document-dialog.tsx';
import { EndingNote } from './ending-note.tsx';
import { History } from './history/history.tsx';

export function CasePage() {
  const { caseId } = useParams({ from: '/cases/$caseId' });
  return <OneCase key={caseId} caseId={caseId} />;
}

function OneCase({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation();
  const mayReadWork = useMay('work.read');
  const mayReplay = useMay('log.read');
  const [document, setDocument] = useState<string | null>(null);
  const [approval, setApproval] = useState<string | null>(null);
  const line = useQuery(queries.case(caseId));
  const head = line.data?.head ?? 0;
  const known = line.data !== undefined;
  const diagram = useQuery({ ...queries.diagram(caseId, head), enabled: known });
  const file = useQuery({ ...caseFileQueries.file(caseId, head), enabled: known });
  usePageTitle(line.data?.businessKey ?? t('cases.columns.key'));

  if (line.isPending) return <LoadingRows />;
  if (!line.data) {
    const missing = line.error instanceof ApiError && line.error.code === 'not-found';
    return missing ? (
      <Missing title={t('case.notFound')} ways={['cases', 'debtors', 'work']} />
    ) : (
      <Failure error={line.error} retry={() => void line.refetch()} />
    );
  }
  const { data } = file;
  return (
    <div className={classes['page']}>
      <CaseHeader line={line.data} file={data} />
      <SuspendedNote line={line.data} file={data} />
      <EndingNote ending={data?.ending} />
      <div className={classes['columns']}>
        <div className={classes['main']}>
          {diagram.data && diagram.data.incidents.length > 0 && (
            <CaseIncidents caseId={caseId} position={diagram.data} />
          )}
          {data ? (
            <CaseNow file={data} />
          ) : (
            <Panel title={t('file.now')}>
              {file.error ? <Failure error={file.error} retry={() => void file.refetch()} /> : <LoadingRows rows={3} />}
            </Panel>
          )}
          <History
            of="case"
            id={caseId}
            title={t('file.timeline')}
            document={setDocument}
            approval={setApproval}
            mayReplay={mayReplay}
          />
        </div>
        <aside className={classes['aside']}>
          <CaseDiagram
            xml={diagram.data?.xml}
            position={diagram.data}
            error={diagram.data ? null : diagram.error}
            retry={() => void diagram.refetch()}
          />
          {mayReadWork && <CaseWork caseId={caseId} />}
          {data && <CaseApprovals file={data} show={setApproval} document={setDocument} />}
          {data && <CaseItems file={data} />}
          {diagram.data && <CaseData variables={diagram.data.variables} />}
        </aside>
      </div>
      <RepairStudio line={line.data} diagram={diagram.data} />
      <DocumentDialog effectId={document} close={() => setDocument(null)} />
      <ApprovalDialog
        approval={data?.approvals.find(({ bundleId }) => bundleId === approval) ?? null}
        close={() => setApproval(null)}
      />
    </div>
  );
}
