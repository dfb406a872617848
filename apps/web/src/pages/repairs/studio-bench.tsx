import type { DiagramState, Repairable } from '@krok/contracts/schemas';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DiagramView } from '../../diagram/diagram-view.tsx';
import { Failure, LoadingRows } from '../../layout/states.tsx';
import { ActForm } from './act-form.tsx';
import { GripList } from './grip-list.tsx';
import { actsOf, firstGrip, type Grip, type GripAct, gripsOf, ADD } from './grips.ts';
import classes from './repairs.module.css';
import { Pickable } from './pickable.tsx';
import { repairQueries } from './repair-queries.ts';
import type { StudioStart } from './studio-door.ts';

interface StudioBenchProps {
  readonly caseId: string;
  readonly diagram: DiagramState;
  readonly start: StudioStart;
  readonly close: () => void;
}

export function StudioBench(props: StudioBenchProps) {
  const pages = useInfiniteQuery(repairQueries.repairable(props.caseId));
  const { data, error, isPending, refetch } = pages;
  const repairable = useMemo(() => (data ? together(data.pages) : undefined), [data]);
  if (isPending) return <LoadingRows rows={6} />;
  if (!repairable) return <Failure error={error} retry={() => void refetch()} />;
  const rest = { more: () => void pages.fetchNextPage(), loading: pages.isFetchingNextPage };
  return <Bench {...props} repairable={repairable} rest={rest} />;
}

interface BenchProps extends StudioBenchProps {
  readonly repairable: Repairable;
  readonly rest: { readonly more: () => void; readonly loading: boolean };
}

/** The diagram and the list say the same: whoever cannot point takes the list. */
function Bench({ caseId, diagram, start, close, repairable, rest }: BenchProps) {
  const { t } = useTranslation();
  const grips = useMemo(() => gripsOf(repairable), [repairable]);
  const [chosenId, setChosenId] = useState(() => firstGrip(grips, repairable, start)?.id ?? null);
  const [act, setAct] = useState<GripAct | null>(null);
  const [target, setTarget] = useState<string | null>(null);
  const grip = chosenId === ADD.id ? ADD : grips.find(({ id }) => id === chosenId);
  const acts = grip ? actsOf(grip) : [];
  const current = act !== null && acts.includes(act) ? act : acts[0];
  const aims = current === 'move' || current === 'add';
  const choose = useCallback((next: Grip) => {
    setChosenId(next.id);
    setTarget(null);
  }, []);
  const pick = useCallback(
    (elementId: string) => {
      if (aims && elementId !== grip?.elementId && repairable.targets.some((each) => each.elementId === elementId)) {
        setTarget(elementId);
        return;
      }
      const at = grips.find((each) => each.elementId === elementId);
      if (at) choose(at);
    },
    [aims, grip, grips, repairable, choose],
  );
  const marks = useMemo(() => {
    const shown: Record<string, string> = {};
    if (aims) for (const { elementId } of repairable.targets) shown[elementId] = 'target';
    else for (const { elementId } of grips) shown[elementId] = 'grip';
    if (grip && grip.kind !== 'add') shown[grip.elementId] = 'picked';
    if (aims && target !== null) shown[target] = 'aim';
    return shown;
  }, [aims, grip, grips, repairable, target]);
  return (
    <div className={classes['studio']}>
      <div className={classes['drawing']} data-aims={aims || undefined}>
        <p className={classes['hint']}>{t(aims ? 'repairs.pickTarget' : 'repairs.studioHint')}</p>
        <Pickable pick={pick} className={classes['canvas']}>
          <DiagramView xml={diagram.xml} label={t('case.diagramLabel')} progress={diagram} marks={marks} follow />
        </Pickable>
      </div>
      <div className={classes['side']}>
        <GripList grips={grips} chosen={chosenId} choose={choose} totals={repairable.totals} rest={rest} />
        {grip && current && (
          <ActForm
            key={grip.id}
            caseId={caseId}
            repairable={repairable}
            grip={grip}
            acts={acts}
            act={current}
            setAct={setAct}
            target={target}
            setTarget={setTarget}
            close={close}
          />
        )}
      </div>
    </div>
  );
}

/** The pages that were read, as one. */
function together(pages: readonly Repairable[]): Repairable | undefined {
  const last = pages.at(-1);
  if (last === undefined) return undefined;
  return {
    ...last,
    instances: pages.flatMap(({ instances }) => instances),
    waiting: pages.flatMap(({ waiting }) => waiting),
    timers: pages.flatMap(({ timers }) => timers),
  };
}
