import type { CaseSummary } from '@krok/contracts/schemas';
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../layout/dialog.tsx';
import { DialogForm } from '../../layout/dialog-form.tsx';
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
    <Dialog opened={act !== null} close={close} title={act && t(`repairs.${act}`)}>
      {act && <ReasonForm line={line} act={act} close={close} />}
    </Dialog>
  );
}

const PATHS = { suspend: ['suspension'], resume: ['suspension', 'end'], end: ['end'] } as const;

function ReasonForm({ line, act, close }: ReasonDialogProps & { readonly act: WholeAct }) {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const [reason, setReason] = useState('');
  const preview = useQuery(repairQueries.preview(line.id, line.head, act === 'suspend' ? null : { kind: act }));
  const repair = useRepair(line.id, close);
  return (
    <DialogForm
      act={repair}
      say={refusalText}
      onSubmit={() => repair.mutate({ kind: act, to: PATHS[act], seen: line.head, reason })}
      submit={t(`repairs.${act}`)}
      ready={act === 'resume' || reason.trim() !== ''}
      final={act === 'end'}
      close={close}
    >
      <Text size="sm">{t(`repairs.${act}Text`)}</Text>
      {preview.data && <PreviewLines preview={preview.data} />}
      <ReasonField value={reason} onChange={setReason} optional={act === 'resume'} autoFocus />
    </DialogForm>
  );
}
