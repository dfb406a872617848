import type { Repairable } from '@krok/contracts/schemas';
import { SegmentedControl, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { MomentInput } from '../../dates/moment-input.tsx';
import { FormFoot } from '../../layout/form-foot.tsx';
import { ProblemAlert } from '../../layout/problem-alert.tsx';
import { type Grip, type GripAct, planOf } from './grips.ts';
import { instantFrom, localText } from './local-time.ts';
import { PreviewLines } from './preview-lines.tsx';
import { ReasonField } from './reason-field.tsx';
import classes from './repairs.module.css';
import { repairQueries } from './repair-queries.ts';
import { useRefusalText } from './use-refusal-text.ts';
import { useRepair } from './use-repair.ts';

interface ActFormProps {
  readonly caseId: string;
  readonly repairable: Repairable;
  readonly grip: Grip;
  readonly acts: readonly GripAct[];
  readonly act: GripAct;
  readonly setAct: (act: GripAct) => void;
  readonly target: string | null;
  readonly setTarget: (elementId: string | null) => void;
  readonly close: () => void;
}

/** What to do with what was taken hold of: foretold before it is confirmed. */
export function ActForm({ caseId, repairable, grip, acts, act, setAct, target, setTarget, close }: ActFormProps) {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const zone = useQuery(queries.clock()).data?.zone ?? 'Europe/Warsaw';
  const [reason, setReason] = useState('');
  const [due, setDue] = useState<string | null>(null);
  const dueText = due ?? (grip.kind === 'timer' ? localText(grip.due, zone) : '');
  const plan = planOf(grip, act, target, due === null ? null : instantFrom(due, zone));
  const preview = useQuery(repairQueries.preview(caseId, repairable.head, plan?.act ?? null));
  const foretold = plan === null ? undefined : preview.data;
  const repair = useRepair(caseId, close);
  const ready = plan !== null && reason.trim() !== '' && foretold !== undefined && foretold.refusal === null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) repair.mutate({ kind: act, to: plan.to, seen: foretold.seen, reason, more: plan.more });
  };
  const aims = act === 'move' || act === 'add';
  return (
    <form onSubmit={submit} className={classes['part']} aria-label={t('repairs.what')}>
      <h3>{grip.name === null ? t('repairs.what') : `${t('repairs.what')}: ${grip.name}`}</h3>
      <Stack gap="sm">
        {acts.length > 1 && (
          <SegmentedControl
            size="xs"
            fullWidth
            aria-label={t('repairs.what')}
            value={act}
            onChange={(next) => setAct(acts.find((each) => each === next) ?? act)}
            data={acts.map((value) => ({ value, label: t(`repairs.act.${value}`) }))}
          />
        )}
        <p className={classes['quiet']}>{t(`repairs.actText.${act}`)}</p>
        {aims && (
          <Select
            label={t('repairs.target')}
            name="repair-target"
            data={repairable.targets
              .filter(({ elementId }) => elementId !== grip.elementId || act === 'add')
              .map(({ elementId, elementName }) => ({ value: elementId, label: elementName ?? elementId }))}
            value={target}
            onChange={setTarget}
            searchable
            withAsterisk
            comboboxProps={{ withinPortal: true }}
          />
        )}
        {grip.kind === 'timer' && (
          <MomentInput label={t('repairs.newDue')} name="repair-due" value={dueText} onChange={setDue} />
        )}
        {foretold && <PreviewLines preview={foretold} />}
        <ProblemAlert error={repair.error} say={refusalText} />
        <ProblemAlert error={plan !== null && preview.error} say={refusalText} />
        <ReasonField value={reason} onChange={setReason} />
        <FormFoot submit={t(`repairs.confirm.${act}`)} pending={repair.isPending} ready={ready} cancel={close} />
      </Stack>
    </form>
  );
}
