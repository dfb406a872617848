import { type IncidentItem, repairIncidentsAnswer, type RepairIncidentsAnswer } from '@krok/contracts/schemas';
import { Alert, Button, Group, Select, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { path, postJson } from '../../api/client.ts';
import { Dialog } from '../../layout/dialog.tsx';
import { DialogForm } from '../../layout/dialog-form.tsx';
import { newKey } from './new-key.ts';
import { ReasonField } from './reason-field.tsx';
import classes from './repairs.module.css';
import { repairQueries } from './repair-queries.ts';
import { useRefusalText } from './use-refusal-text.ts';

interface Open {
  readonly act: 'skip' | 'move';
  readonly of: readonly IncidentItem[];
}

interface DialogProps {
  readonly open: Open | null;
  readonly close: () => void;
}

export function RepairIncidentsDialog({ open, close }: DialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog opened={open !== null} close={close} title={open && t(`repairs.manyTitle.${open.act}`)}>
      {open && <ManyForm {...open} close={close} />}
    </Dialog>
  );
}

function ManyForm({ act, of, close }: Open & { readonly close: () => void }) {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const [reason, setReason] = useState('');
  const [target, setTarget] = useState<string | null>(null);
  const [first] = of;
  const alike = of.every((item) => item.processId === first?.processId && item.elementId === first.elementId);
  const places = useQuery({ ...repairQueries.targets(first?.caseId ?? ''), enabled: act === 'move' && alike });
  const repair = useRepairIncidents();
  const ready = reason.trim() !== '' && (act === 'skip' || (alike && target !== null));
  const submit = () => {
    const what = target === null || act === 'skip' ? { kind: 'skip' } : { kind: 'move', elementId: target };
    repair.mutate({ reason: reason.trim(), act: what, of });
  };
  if (repair.data) return <Results answer={repair.data} of={of} close={close} />;
  return (
    <DialogForm
      act={repair}
      say={refusalText}
      onSubmit={submit}
      submit={t(`repairs.confirm.${act}`)}
      ready={ready}
      close={close}
    >
      <Text size="sm">
        {t('repairs.many', { count: of.length })} {t(`repairs.actText.${act}`)}
      </Text>
      {act === 'move' && !alike && (
        <Alert color="yellow" variant="light" role="alert">
          {t('repairs.differ')}
        </Alert>
      )}
      {act === 'move' && alike && (
        <Select
          label={t('repairs.target')}
          name="repair-target"
          data={(places.data ?? [])
            .filter(({ elementId }) => elementId !== first?.elementId)
            .map(({ elementId, elementName }) => ({ value: elementId, label: elementName ?? elementId }))}
          value={target}
          onChange={setTarget}
          searchable
          withAsterisk
          data-autofocus
        />
      )}
      <ReasonField value={reason} onChange={setReason} autoFocus={act === 'skip'} />
    </DialogForm>
  );
}

interface ResultsProps {
  readonly answer: RepairIncidentsAnswer;
  readonly of: readonly IncidentItem[];
  readonly close: () => void;
}

/** What became of each case; a refused one with its reason. */
function Results({ answer, of, close }: ResultsProps) {
  const { t, i18n } = useTranslation();
  const why = ({ code, refusal }: RepairIncidentsAnswer['items'][number]): string => {
    const key = refusal !== null ? `repairs.refused.${refusal}` : `problem.${code ?? 'internal'}`;
    return i18n.exists(key) ? i18n.t(key) : t('repairs.refused.other');
  };
  const nameOf = (caseId: string): string => {
    const item = of.find((each) => each.caseId === caseId);
    return item?.businessKey ?? item?.processName ?? '';
  };
  return (
    <Stack gap="sm">
      <ul className={classes['results']} aria-label={t('repairs.results')}>
        {answer.items.map((item) => (
          <li key={`${item.caseId} ${item.incidentId}`} data-bad={item.state === 'refused' || undefined}>
            <span>{nameOf(item.caseId)}</span>
            <span>{item.state === 'refused' ? why(item) : t(`repairs.result.${item.state}`)}</span>
          </li>
        ))}
      </ul>
      <Group justify="flex-end">
        <Button onClick={close} data-autofocus>
          {t('repairs.close')}
        </Button>
      </Group>
    </Stack>
  );
}

interface Many {
  readonly reason: string;
  readonly act: object;
  readonly of: readonly IncidentItem[];
}

/** Said again with the same key until every case has answered. */
function useRepairIncidents() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const key = useRef(newKey());
  return useMutation({
    mutationFn: async ({ reason, act, of }: Many): Promise<RepairIncidentsAnswer> => {
      const items = of.map(({ caseId, incidentId, head }) => ({ caseId, incidentId, seen: head }));
      const ask = () =>
        postJson(path(['incidents', 'repair']), repairIncidentsAnswer, { key: key.current, reason, act, items });
      let answer = await ask();
      for (let again = 0; again < MOST && answer.items.some(({ state }) => state === 'underWay'); again += 1) {
        await new Promise((resolve) => setTimeout(resolve, again < 4 ? 300 : 1_500));
        answer = await ask();
      }
      return answer;
    },
    onSuccess: ({ items }) => {
      const count = items.filter(({ state }) => state === 'done').length;
      if (count > 0) notifications.show({ message: t('repairs.manyDone', { count }) });
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['incidents'] });
      void client.invalidateQueries({ queryKey: ['case'] });
    },
  });
}

const MOST = 14;
