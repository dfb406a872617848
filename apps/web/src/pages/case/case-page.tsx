import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/use-may.ts';
import { usePageTitle } from '../../layout/page.tsx';
import { Empty, Failure, LoadingRows } from '../../layout/states.tsx';
import { CaseData } from './case-data.tsx';
import { CaseDiagram } from './case-diagram.tsx';
import { CaseHeader } from './case-header.tsx';
import { CaseIncidents } from './case-incidents.tsx';
import classes from './case-page.module.css';
import { CaseWaiting } from './case-waiting.tsx';
import { CaseWork } from './case-work.tsx';
import { TimeLine } from './time-line.tsx';

export function CasePage() {
  const { caseId } = useParams({ from: '/cases/$caseId' });
  return <OneCase key={caseId} caseId={caseId} />;
}

function OneCase({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation();
  const mayReadLog = useMay('log.read');
  const mayReadWork = useMay('work.read');
  // Null: the present. Otherwise the step after which the diagram is shown.
  const [seq, setSeq] = useState<number | null>(null);
  const line = useQuery(queries.case(caseId));
  const head = line.data?.head ?? 0;
  const diagram = useQuery({ ...queries.diagram(caseId, head), enabled: line.data !== undefined });
  const past = useQuery({ ...queries.position(caseId, seq ?? 0), enabled: seq !== null && mayReadLog });
  usePageTitle(line.data?.businessKey ?? t('cases.columns.key'));

  if (line.isPending) return <LoadingRows />;
  if (!line.data) {
    const missing = line.error instanceof ApiError && line.error.code === 'not-found';
    return missing ? (
      <Empty title={t('case.notFound')} />
    ) : (
      <Failure error={line.error} retry={() => void line.refetch()} />
    );
  }
  const shown = seq === null ? diagram.data : (past.data ?? diagram.data);
  return (
    <div className={classes['page']}>
      <CaseHeader line={line.data} />
      <div className={classes['columns']}>
        <div className={classes['main']}>
          <CaseDiagram
            xml={diagram.data?.xml}
            position={shown}
            seq={seq}
            head={head}
            error={diagram.data ? null : diagram.error}
            retry={() => void diagram.refetch()}
            backToNow={() => setSeq(null)}
          />
          {mayReadLog && <TimeLine caseId={caseId} head={head} seq={seq} choose={setSeq} />}
        </div>
        <aside className={classes['aside']}>
          {diagram.data && diagram.data.incidents.length > 0 && (
            <CaseIncidents caseId={caseId} incidents={diagram.data.incidents} />
          )}
          {mayReadWork && <CaseWork caseId={caseId} />}
          {diagram.data && <CaseWaiting caseId={caseId} position={diagram.data} />}
          {shown && <CaseData variables={shown.variables} />}
        </aside>
      </div>
    </div>
  );
}
