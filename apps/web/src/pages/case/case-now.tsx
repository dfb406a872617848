import type { CaseFile, WaitsFor } from '@krok/contracts/schemas';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Due } from '../../layout/due.tsx';
import { Panel } from '../../layout/page.tsx';
import { IncidentText } from '../oversight/incident-text.tsx';
import classes from './case-page.module.css';
import { MessageButton } from './message-button.tsx';
import { MoreRow } from './more-row.tsx';
import { useReasonText } from './use-reason-text.ts';
import { useWaits } from './use-waits.ts';
import { useWorkTitle } from './use-work-title.ts';

/** Why the case stands where it stands, and what happens next and when, in words. */
export function CaseNow({ file }: { readonly file: CaseFile }) {
  const { t } = useTranslation();
  const { case: line } = file;
  const { waits, left, more, loading } = useWaits(file);
  const over = line.status === 'completed' || line.status === 'terminated';
  const main = waits.flatMap((wait) => (wait.kind === 'message' ? [] : [wait]));
  const messages = waits.flatMap((wait) => (wait.kind === 'message' ? [wait] : []));
  // A case about an invoice hears of payments from the books; any other may be told by hand.
  const byHand = !file.invoices.some(({ own }) => own);
  return (
    <Panel title={t('file.now')}>
      {over ? (
        <Text size="sm" c="var(--krok-quiet)">
          {t('file.ended')}
        </Text>
      ) : line.status === 'starting' ? (
        <Text size="sm" c="var(--krok-quiet)">
          {t('case.pending')}
        </Text>
      ) : (
        <>
          {main.length === 0 && messages.length === 0 && <Text size="sm">{t('file.noWaits')}</Text>}
          <ul className={classes['waits']}>
            {main.map((wait, index) => (
              <li key={`${wait.kind} ${index}`} data-kind={wait.kind}>
                <Wait wait={wait} />
              </li>
            ))}
          </ul>
          {messages.length > 0 && (
            <div className={classes['reacts']}>
              <span>{t('file.reacts')}</span>
              <ul>
                {messages.map((wait, index) => (
                  <li key={`${wait.message} ${index}`}>
                    <span>
                      {wait.title || wait.message}
                      <Times count={wait.count} />
                    </span>
                    <Then next={wait.next} />
                    {byHand && <MessageButton caseId={line.id} name={wait.message} />}
                  </li>
                ))}
              </ul>
            </div>
          )}
          <MoreRow left={left} more={more} loading={loading} />
        </>
      )}
    </Panel>
  );
}

function Wait({ wait }: { readonly wait: Exclude<WaitsFor, { kind: 'message' }> }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const reasonText = useReasonText();
  const workTitle = useWorkTitle();
  const title = wait.kind === 'act' || wait.kind === 'person' ? workTitle(wait) : wait.title;
  switch (wait.kind) {
    case 'incident':
      return (
        <>
          <strong>
            {t('file.stopped', { title })}
            <Times count={wait.count} />
          </strong>
          <IncidentText cause={wait.cause} message={wait.message} />
        </>
      );
    case 'time':
      return (
        <>
          <strong>
            <Due at={wait.due} />
          </strong>
          <span>
            {t('file.waitsTime', { title })}
            <Times count={wait.count} />
          </span>
          <Then next={wait.next} />
        </>
      );
    case 'person': {
      const groups = wait.groups.map((group) => (i18n.exists(`roles.${group}`) ? i18n.t(`roles.${group}`) : group));
      return (
        <>
          <strong>
            {t('file.waitsPerson', { title })}
            <Times count={wait.count} />
          </strong>
          <span>
            {wait.assignee !== null
              ? t('file.takenBy', { name: wait.assignee })
              : groups.length > 0
                ? t('file.freeFor', { groups: groups.join(', ') })
                : t('file.freeForAll')}
            {wait.due !== null && ` · ${t('file.dueBy', { due: format.instant(wait.due) })}`}
          </span>
          <Then next={wait.next} />
        </>
      );
    }
    case 'job':
      return (
        <>
          <strong>
            {t(wait.hears === null ? 'file.waitsJob' : `file.hears.${wait.hears}`, { title })}
            <Times count={wait.count} />
          </strong>
          <span>
            {t('file.jobType', { type: wait.type })}
            {wait.until !== null && ` · ${t('file.untilThen', { until: format.instant(wait.until) })}`}
          </span>
          {wait.hears !== 'canceling' && <Then next={wait.next} />}
        </>
      );
    case 'called':
      return (
        <>
          <strong>
            {t('file.waitsCalled', { title })}
            <Times count={wait.count} />
          </strong>
          <Then next={wait.next} />
        </>
      );
    case 'act': {
      const reason = wait.reason === null ? null : reasonText(wait.reason);
      const machine = !['call', 'approval', 'task'].includes(wait.channel);
      return (
        <>
          <strong>
            {wait.state === 'sending'
              ? t('file.sendsNow', { title })
              : wait.state === 'unknown'
                ? t('file.unknownAct', { title })
                : machine
                  ? t('file.waitsAct', { title })
                  : t('file.waitsWork', { title })}
            <Times count={wait.count} />
          </strong>
          <span>
            {reason !== null && t('file.reason.label', { reason: reason.text })}
            {wait.until !== null && ` · ${t('file.untilThen', { until: format.instant(wait.until) })}`}
          </span>
          <Then next={wait.next} />
        </>
      );
    }
  }
}

/** So many equal ones. */
function Times({ count }: { readonly count: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return count === 1 ? null : <> {t('file.times', { number: format.number(count) })}</>;
}

function Then({ next }: { readonly next: Extract<WaitsFor, { kind: 'time' }>['next'] }) {
  const { t } = useTranslation();
  if (next.length === 0) return null;
  const [only] = next;
  if (only !== undefined && next.length === 1) {
    const step = only.when === null ? only.title : t('file.afterwardsWhen', { step: only.title, when: only.when });
    return <small>{t('file.afterwards', { steps: step })}</small>;
  }
  return (
    <div className={classes['ways']}>
      <small>{t('file.thenOne')}</small>
      <ul>
        {next.map(({ title, when }) => (
          <li key={`${title} ${when ?? ''}`}>
            {title}
            {when !== null && <small>{t('file.thenWhen', { when })}</small>}
          </li>
        ))}
      </ul>
    </div>
  );
}
