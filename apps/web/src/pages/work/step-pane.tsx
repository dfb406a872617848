import { Button } from '@mantine/core';
import type { Me, WorkDetail } from '@krok/contracts/schemas';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Due } from '../../layout/due.tsx';
import { Icon } from '../../layout/icon.tsx';
import { useKeys } from '../../layout/keys.ts';
import { Missing } from '../../layout/missing.tsx';
import { Empty, Failure, LoadingRows } from '../../layout/states.tsx';
import { ContextPane } from './context-pane.tsx';
import classes from './step-pane.module.css';
import { StepWhy } from './step-why.tsx';
import type { Completions } from './use-completions.ts';
import { type EarlyKeys, useEarlyKeys } from './use-early-keys.ts';
import { type Hold, useHold } from './use-hold.ts';
import { WrapUp } from './wrap-up-form.tsx';

const ApprovalStep = lazy(async () => ({ default: (await import('../approvals/approval-step.tsx')).ApprovalStep }));
const DeniedNote = lazy(async () => ({ default: (await import('./denied-note.tsx')).DeniedNote }));
const DutyAbout = lazy(async () => ({ default: (await import('./duty-about.tsx')).DutyAbout }));
const PostingStep = lazy(async () => ({ default: (await import('./posting-step.tsx')).PostingStep }));
const SnoozeMenu = lazy(async () => ({ default: (await import('./snooze-menu.tsx')).SnoozeMenu }));

interface StepProps {
  readonly id: string;
  readonly me: Me;
  readonly completions: Completions;
  readonly next: () => void;
}

/** One step: what it is, why it is here, what it is done with; beside it what is known of the debtor. */
export function StepPane({ id, me, completions, next }: StepProps) {
  const { t } = useTranslation();
  const step = useQuery(queries.step(id));
  const early = useEarlyKeys(step.isPending);
  const code = step.error instanceof ApiError ? step.error.code : null;
  return (
    <div className={classes['panes']}>
      <section className={classes['step']} aria-label={t('desk.step')}>
        {code === 'work-closed' ? (
          <Empty title={t('problem.work-closed')} text={t('desk.closed')}>
            <Button variant="default" onClick={next}>
              {t('desk.openNext')}
            </Button>
          </Empty>
        ) : code === 'not-found' ? (
          <Missing alone={false} title={t('desk.notFound')} ways={['work', 'cases', 'debtors']} />
        ) : step.data ? (
          <Step id={id} step={step.data} early={early} me={me} completions={completions} next={next} />
        ) : step.isPending ? (
          <LoadingRows />
        ) : (
          <Failure error={step.error} retry={() => void step.refetch()} />
        )}
      </section>
      {step.data && <ContextPane step={step.data} />}
    </div>
  );
}

function Step({
  id,
  step,
  early,
  me,
  completions,
  next,
}: StepProps & { readonly step: WorkDetail; readonly early: EarlyKeys }) {
  const hold = useHold(step, { completions, next });
  const decides = step.channel === 'approval';
  return (
    <>
      <Head step={step} hold={decides ? null : hold} me={me} />
      <StepWhy step={step} />
      {decides ? (
        <Suspense fallback={<LoadingRows rows={4} />}>
          <ApprovalStep
            workId={id}
            done={() => {
              completions.note(id);
              next();
            }}
          />
        </Suspense>
      ) : (
        <Suspense fallback={<LoadingRows rows={4} />}>
          {step.denied && <DeniedNote denied={step.denied} />}
          {step.about && <DutyAbout about={step.about} mayOpen={me.permissions.includes('mails.read')} />}
          {step.about?.kind === 'letter' ? (
            <PostingStep
              step={step}
              letter={step.about.letter}
              me={me}
              hold={hold}
              completions={completions}
              next={next}
            />
          ) : (
            <WrapUp step={step} me={me} hold={hold} early={early} completions={completions} next={next} />
          )}
        </Suspense>
      )}
    </>
  );
}

function Head({ step, hold, me }: { readonly step: WorkDetail; readonly hold: Hold | null; readonly me: Me }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { claimedBy, rank } = step;
  const title = step.duty === null ? step.title : t(`work.duties.${step.duty}`);
  return (
    <header className={classes['head']}>
      <div>
        <h2>{title}</h2>
        <p>
          {step.debtorName && step.debtorId !== null && (
            <Link to="/debtors/$debtorId" params={{ debtorId: step.debtorId }}>
              {step.debtorName}
            </Link>
          )}
          {step.creditorName && <span>{step.creditorName}</span>}
          {step.dueAt !== null && (
            <span>
              <Due at={step.dueAt} />
            </span>
          )}
          {claimedBy && (
            <span>{claimedBy.id === me.id ? t('desk.yours') : t('desk.takenBy', { name: claimedBy.name })}</span>
          )}
        </p>
      </div>
      <div className={classes['sum']}>
        {rank.amount > 0 && <strong>{format.money(rank.amount, rank.currency)}</strong>}
        {rank.daysOverdue > 0 && <span>{t('desk.reason.daysOverdue', { count: rank.daysOverdue })}</span>}
      </div>
      {hold && <HoldButtons step={step} hold={hold} me={me} />}
    </header>
  );
}

function HoldButtons({ step, hold, me }: { readonly step: WorkDetail; readonly hold: Hold; readonly me: Me }) {
  const { t } = useTranslation();
  const [choosing, setChoosing] = useState(false);
  useKeys(t('desk.stepKeys'), [{ key: 's', label: t('desk.help.snooze'), run: () => setChoosing(true) }]);
  if (!me.permissions.includes('work.do')) return null;
  return (
    <div className={classes['hold']}>
      {step.claimedBy === null && (
        <Button variant="default" size="compact-sm" onClick={() => void hold.claim()}>
          {t('desk.claim')}
        </Button>
      )}
      {step.claimedBy?.id === me.id && (
        <Button variant="default" size="compact-sm" onClick={hold.release}>
          {t('desk.release')}
        </Button>
      )}
      {step.rank.queues.includes('waiting') ? (
        <Button variant="default" size="compact-sm" onClick={hold.wake}>
          {t('desk.back')}
        </Button>
      ) : (
        <span className={classes['snooze']}>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<Icon name="clock" size={14} />}
            aria-haspopup="menu"
            aria-expanded={choosing}
            onClick={() => setChoosing(true)}
          >
            {t('desk.snooze')}
          </Button>
          {choosing && (
            <Suspense fallback={null}>
              <SnoozeMenu hold={hold} close={() => setChoosing(false)} />
            </Suspense>
          )}
        </span>
      )}
    </div>
  );
}
