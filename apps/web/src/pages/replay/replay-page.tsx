import { Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/client.ts';
import { DiagramView } from '../../diagram/diagram-view.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { Icon } from '../../layout/icon.tsx';
import { Missing } from '../../layout/missing.tsx';
import { Panel, usePageTitle } from '../../layout/page.tsx';
import { Failure, LoadingRows } from '../../layout/states.tsx';
import { progressAt } from '../../replay/progress-at.ts';
import { type LoadedReplay, replayQuery } from '../../replay/replay-query.ts';
import { useStepWords } from '../../replay/use-step-words.ts';
import { DocumentDialog } from '../case/document-dialog.tsx';
import { AuditButtons } from './audit-buttons.tsx';
import { Controls } from './controls.tsx';
import classes from './replay-page.module.css';
import { StepDetails } from './step-details.tsx';
import { StepList } from './step-list.tsx';
import { usePlayer } from './use-player.ts';
import { useReplayKeys } from './use-replay-keys.ts';
import { VariableTable } from './variable-table.tsx';

/** A case at any moment: diagram, data, what was sent, and who did it. */
export function ReplayPage() {
  const { t } = useTranslation();
  const { caseId } = useParams({ from: '/cases/$caseId/replay' });
  const { data, error, isPending, refetch } = useQuery(replayQuery(caseId));
  usePageTitle(t('replay.title', { key: data?.about.caseKey ?? data?.about.processName ?? '' }));
  if (isPending) return <LoadingRows />;
  if (!data) {
    const missing = error instanceof ApiError && error.code === 'not-found';
    return missing ? (
      <Missing title={t('case.notFound')} ways={['cases', 'debtors', 'work']} />
    ) : (
      <Failure alone error={error} retry={() => void refetch()} />
    );
  }
  return <Replay key={caseId} caseId={caseId} loaded={data} />;
}

function Replay({ caseId, loaded }: { readonly caseId: string; readonly loaded: LoadedReplay }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { about, steps, tape, versionOf } = loaded;
  const { step: asked } = useSearch({ from: '/cases/$caseId/replay' });
  const player = usePlayer(tape, asked === undefined ? tape.length : tape.after(asked));
  const [document, setDocument] = useState<string | null>(null);
  useReplayKeys(player, tape.length);
  const words = useStepWords(tape, steps);
  const { position, seq } = player;
  const now = useMemo(() => tape.at(position), [tape, position]);
  const progress = useMemo(() => progressAt(now), [now]);
  const { version, xml } = versionOf(now.linked);
  const before = useMemo(() => tape.at(tape.after(seq - 1)).variables, [tape, seq]);
  const step = steps[seq - 1];
  const inStep = position - tape.after(seq - 1);
  const events = step?.events.length ?? 0;
  const head = tape.steps.length;
  const place =
    seq === 0
      ? t('replay.begin')
      : inStep < events
        ? t('replay.within', { seq, head, event: inStep, events })
        : t('replay.position', { seq, head });
  return (
    <div className={classes['page']} data-position={position}>
      <header className={classes['header']}>
        <div>
          <Link to="/cases/$caseId" params={{ caseId }} className={classes['crumb'] ?? ''}>
            <Icon name="back" size={13} /> {t('replay.backToCase')}
          </Link>
          <Title order={1}>{t('replay.title', { key: about.caseKey ?? about.processName ?? '' })}</Title>
          <p className={classes['quiet']}>{t('replay.subtitle', { procedure: about.processName ?? '', version })}</p>
        </div>
        <AuditButtons caseId={caseId} />
      </header>
      <Panel flush>
        <Controls player={player} tape={tape} place={place} at={step ? format.instant(isoOf(step.env.now)) : ''} />
      </Panel>
      <div className={classes['columns']}>
        <div className={classes['main']}>
          <Panel title={t('replay.diagram')} flush>
            <div className={classes['diagram']}>
              <DiagramView xml={xml} label={`${t('replay.diagram')}: ${place}`} progress={progress} follow />
            </div>
          </Panel>
          {step && (
            <StepDetails
              step={step}
              words={words}
              inStep={inStep}
              begin={tape.after(seq - 1)}
              seek={(event) => player.seek(tape.after(seq - 1) + event)}
              document={setDocument}
            />
          )}
        </div>
        <aside className={classes['aside']}>
          <StepList steps={steps} words={words} seq={seq} choose={(to) => player.seek(tape.after(to))} />
          <VariableTable before={before} now={now.variables} />
        </aside>
      </div>
      <DocumentDialog effectId={document} close={() => setDocument(null)} />
    </div>
  );
}

function isoOf(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
