import type { WorkDetail } from '@krok/contracts/schemas';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import classes from './step-pane.module.css';
import { useReasonText } from './use-reason-text.ts';

/** Why this work is here: its place in the list by points, and how its case came to it. */
export function StepWhy({ step }: { readonly step: WorkDetail }) {
  const { t } = useTranslation();
  const reasonText = useReasonText();
  const format = useFormat();
  const { rank, paths, givenBy } = step;
  const keys = new Map(step.cases.map(({ caseId, businessKey }) => [caseId, businessKey]));
  return (
    <section className={classes['why']} aria-label={t('desk.why')}>
      <h3>{t('desk.why')}</h3>
      <ul className={classes['reasons']} aria-label={t('desk.whyRank')}>
        {rank.reasons.map((reason) => (
          <li key={reason.code}>
            {reasonText(reason, rank.currency)} <small>{t('desk.points', { count: reason.points })}</small>
          </li>
        ))}
      </ul>
      {givenBy && (
        <p className={classes['given']}>{t('desk.givenBy', { name: givenBy.name, at: format.instant(givenBy.at) })}</p>
      )}
      {paths.map(({ caseId, steps }) => (
        <div key={caseId} className={classes['path']}>
          <Link to="/cases/$caseId" params={{ caseId }}>
            {t('desk.pathOf', { key: keys.get(caseId) ?? caseId.slice(-8) })}
          </Link>
          {steps.length === 0 ? (
            <span>{t('desk.noPath')}</span>
          ) : (
            <ol aria-label={t('desk.whyPath')}>
              <Earlier steps={steps.slice(0, -LATEST)} />
              {steps.slice(-LATEST).map((passed) => (
                <Passed key={`${passed.elementId} ${passed.at}`} step={passed} />
              ))}
              <li aria-current="step">
                {t('desk.now', { title: step.duty === null ? step.title : t(`work.duties.${step.duty}`) })}
              </li>
            </ol>
          )}
        </div>
      ))}
    </section>
  );
}

/** How many steps are shown at once: what led here was mostly the last ones. */
const LATEST = 3;

type PathSteps = WorkDetail['paths'][number]['steps'];

function Earlier({ steps }: { readonly steps: PathSteps }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  if (steps.length === 0) return null;
  if (shown) return steps.map((passed) => <Passed key={`${passed.elementId} ${passed.at}`} step={passed} />);
  return (
    <li>
      <button type="button" onClick={() => setShown(true)}>
        {t('desk.earlier', { count: steps.length })}
      </button>
    </li>
  );
}

function Passed({ step }: { readonly step: PathSteps[number] }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const key = `desk.pathBy.${step.by}`;
  const by = i18n.exists(key) ? i18n.t(key) : t('desk.pathBy.other');
  const actor = step.actor === null ? by : `${by}, ${step.actor}`;
  return (
    <li title={step.note ?? undefined}>
      {step.elementName ?? step.elementId}{' '}
      <small>
        {format.instant(step.at)} · {actor}
      </small>
    </li>
  );
}
