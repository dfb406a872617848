import type { CaseSummary } from '@krok/contracts/schemas';
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PreviewLines } from './preview-lines.tsx';
import { ReasonField } from './reason-field.tsx';
import { repairQueries } from './repair-queries.ts';
import { useRefusalText } from './use-refusal-text.ts';
import { useRepair } from './use-repair.ts';

export type WholeAct = 'suspend' | 'resume' | 'end';

interface ReasonDialogProps {
  readonly line: CaseSummary;
  readonly act: WholeAct | null;
  readonly close: () => void;
}

/** Acts on the whole case: what follows from it, why, and off it goes. */
export function ReasonDialog({ line, act, close }: ReasonDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={act !== null}
      onClose={close}
      title={act && t(`repairs.${act}`)}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {act && <ReasonForm line={line} act={act} close={close} />}
    </Modal>
  );
}

const PATHS = { suspend: ['suspension'], resume: ['suspension', 'end'], end: ['end'] } as const;

function ReasonForm({ line, act, close }: ReasonDialogProps & { readonly act: WholeAct }) {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const [reason, setReason] = useState('');
  const preview = useQuery(repairQueries.preview(line.id, line.head, act === 'suspend' ? null : { kind: act }));
  const repair = useRepair(line.id, close);
  const ready = act === 'resume' || reason.trim() !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) repair.mutate({ kind: act, to: PATHS[act], seen: line.head, reason });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm">{t(`repairs.${act}Text`)}</Text>
        {preview.data && <PreviewLines preview={preview.data} />}
        {repair.error && (
          <Alert color="red" variant="light" role="alert">
            {refusalText(repair.error)}
          </Alert>
        )}
        <ReasonField value={reason} onChange={setReason} optional={act === 'resume'} autoFocus />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {t('repairs.cancel')}
          </Button>
          <Button type="submit" loading={repair.isPending} disabled={!ready} {...(act === 'end' && { color: 'red' })}>
            {t(`repairs.${act}`)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
