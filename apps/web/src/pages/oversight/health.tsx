import type { Operations } from '@krok/contracts/schemas';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../layout/page.tsx';
import { LoadingRows } from '../../layout/states.tsx';
import { operationsQueries } from './operations-queries.ts';
import classes from './oversight-page.module.css';

/** A worker that is silent for longer has stopped, or hangs. */
const SILENT_MS = 20_000;
const LATE_MS = 15_000;

/** Whether the parts of the installation work. */
export function Health() {
  const { t } = useTranslation();
  const { data, error, isPending } = useQuery(operationsQueries.operations());
  return (
    <Panel title={t('ops.health')}>
      {isPending ? (
        <LoadingRows rows={4} />
      ) : data && !error ? (
        <Services data={data} />
      ) : (
        <ul className={classes['services']}>
          <Service name={t('ops.database')} good={false} />
        </ul>
      )}
    </Panel>
  );
}

function Services({ data }: { readonly data: Operations }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { database, worker, outbox } = data;
  const alive = worker.ageMs !== null && worker.ageMs < SILENT_MS;
  const channels = Object.entries(worker.channels);
  return (
    <ul className={classes['services']}>
      <Service name={t('ops.database')} good>
        {t('ops.databaseMs', { ms: format.number(Math.round(database.ms)) })}
      </Service>
      <Service name={t('ops.worker')} good={worker.seenAt === null ? null : alive}>
        {worker.seenAt === null ? t('ops.workerNever') : t('ops.workerSeen', { when: format.instant(worker.seenAt) })}
      </Service>
      {/* Only the worker speaks to it: what a silent one said last proves nothing. */}
      <Service name={t('ops.temporal')} good={alive ? worker.temporal : null} />
      <Service name={t('ops.relay')} good={outbox.oldestMs < LATE_MS && outbox.failing === 0}>
        {outbox.waiting === 0
          ? t('ops.relayEmpty')
          : t('ops.relayWaiting', {
              count: outbox.waiting,
              seconds: format.number(Math.round(outbox.oldestMs / 1000)),
            })}
      </Service>
      {Object.entries(worker.sandboxes).map(([name, reached]) => (
        <Service
          key={name}
          name={`${t('ops.sandboxes')}: ${t(`ops.sandbox.${name as 'mail'}`)}`}
          good={alive ? reached : null}
        />
      ))}
      {channels.length > 0 && (
        <li>
          <span>{t('ops.channels')}</span>
          <small>
            {channels
              .map(([name, mode]) => `${t(`ops.channel.${name as 'email'}`)}: ${t(`ops.channelMode.${mode}`)}`)
              .join(' · ')}
          </small>
        </li>
      )}
    </ul>
  );
}

/** `good` null: nobody knows. */
function Service({
  name,
  good,
  children,
}: {
  readonly name: string;
  readonly good: boolean | null;
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation();
  const state = good === null ? 'unknown' : good ? 'good' : 'bad';
  return (
    <li>
      <span>{name}</span>
      <span className={classes['state']} data-state={state}>
        {t(`ops.${state}`)}
      </span>
      {children !== undefined && <small>{children}</small>}
    </li>
  );
}
