import { Modal } from '@mantine/core';
import type { WorkItem } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import { ApprovalStep } from '../approvals/approval-step.tsx';

interface DialogProps {
  readonly item: WorkItem;
  readonly opened: boolean;
  readonly close: () => void;
}

/** The decision, from a page that is about something else. */
export function ApprovalDialog({ item, opened, close }: DialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={close}
      size="lg"
      title={item.title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <ApprovalStep workId={item.id} done={close} />
    </Modal>
  );
}
