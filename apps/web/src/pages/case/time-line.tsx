import type { LoggedStep } from '@krok/contracts/schemas';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../layout/page.tsx';
import { Failure, LoadingRows } from '../../layout/states.tsx';
import { useStepText } from './step-text.ts';
import classes from './time-line.module.css';

interface TimeLineProps {
  readonly caseId: string;
  readonly head: number;
  /** Step whose state is shown; null for the present. */
  readonly seq: number | null;
  readonly choose: (seq: number | null) => void;
}

/** What happened, newest first, in plain words. Choosing a step shows the diagram as it stood then. */
export function TimeLine({ caseId, head, seq, choose }: TimeLineProps) {
  const { t } = useTranslation();
  const log = useQuery(queries.log(caseId, head));
  const steps = log.data?.items.toReversed() ?? [];
  return (
    <Panel
      title={t('case.timeline')}
      aside={<span className={classes['quiet']}>{t('case.steps', { count: head })}</span>}
      flush
    >
      {log.isPending ? (
        <LoadingRows rows={4} />
      ) : !log.data ? (
        <Failure error={log.error} retry={() => void log.refetch()} />
      ) : (
        <ol className={classes['line']} reversed>
          {steps.map((step) => (
            <Step
              key={step.seq}
              step={step}
              chosen={step.seq === seq}
              choose={() => choose(step.seq === seq || step.seq === head ? null : step.seq)}
            />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function Step({
  step,
  chosen,
  choose,
}: {
  readonly step: LoggedStep;
  readonly chosen: boolean;
  readonly choose: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { headline, details, tone } = useStepText()(step);
  return (
    <li className={classes['step']} data-tone={tone} data-chosen={chosen || undefined}>
      <button
        type="button"
        className={classes['button']}
        onClick={choose}
        aria-pressed={chosen}
        title={t('case.showHere')}
      >
        <span className={classes['head']}>
          <strong>{headline}</strong>
          <span className={classes['quiet']}>
            {step.actor ?? t('case.machine')} · <time dateTime={step.at}>{format.instant(step.at)}</time>
          </span>
        </span>
        {step.note && <span className={classes['note']}>{step.note}</span>}
        {details.length > 0 && <span className={classes['details']}>{details.join(' · ')}</span>}
      </button>
    </li>
  );
}
