import type { Repairable } from '@krok/contracts/schemas';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { MoreRow } from '../case/more-row.tsx';
import { ADD, type Grip } from './grips.ts';
import classes from './repairs.module.css';

interface GripListProps {
  readonly grips: readonly Grip[];
  readonly chosen: string | null;
  readonly choose: (grip: Grip) => void;
  readonly totals: Repairable['totals'];
  /** Those that are not read yet. */
  readonly rest: { readonly more: () => void; readonly loading: boolean };
}

/** Where the case stands, and which terms are running. */
export function GripList({ grips, chosen, choose, totals, rest }: GripListProps) {
  const { t } = useTranslation();
  const places = grips.filter(({ kind }) => kind !== 'timer');
  const timers = grips.filter(({ kind }) => kind === 'timer');
  const list = (items: readonly Grip[]) => (
    <ul className={classes['grips']}>
      {items.map((grip) => (
        <li key={grip.id}>
          <button type="button" aria-pressed={grip.id === chosen} onClick={() => choose(grip)}>
            <GripText grip={grip} />
          </button>
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <section aria-label={t('repairs.where')} className={classes['part']}>
        <h3>{t('repairs.where')}</h3>
        {places.length === 0 ? <p className={classes['quiet']}>{t('repairs.nowhere')}</p> : list(places)}
        <MoreRow left={totals.instances + totals.waiting - places.length} {...rest} />
        <Button
          variant="subtle"
          size="compact-xs"
          aria-pressed={chosen === ADD.id}
          onClick={() => choose(ADD)}
          className={classes['add'] ?? ''}
        >
          {t('repairs.add')}
        </Button>
      </section>
      <section aria-label={t('repairs.timers')} className={classes['part']}>
        <h3>{t('repairs.timers')}</h3>
        {timers.length === 0 ? <p className={classes['quiet']}>{t('repairs.noTimers')}</p> : list(timers)}
        <MoreRow left={totals.timers - timers.length} {...rest} />
      </section>
    </>
  );
}

function GripText({ grip }: { readonly grip: Grip }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = grip.name ?? t('repairs.nameless');
  if (grip.kind === 'waiting') return <span>{t('repairs.joinWaits', { name })}</span>;
  if (grip.kind === 'timer') {
    return (
      <>
        <span>{name}</span>
        <small>
          {t('repairs.dueAt', { due: format.instant(grip.due) })}
          {grip.repeats && ` · ${t('repairs.repeats')}`}
        </small>
      </>
    );
  }
  return (
    <>
      <span>{name}</span>
      {grip.kind === 'instance' && grip.stopped && <small data-bad>{t('repairs.stopped')}</small>}
    </>
  );
}
