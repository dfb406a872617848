import { Button } from '@mantine/core';
import type { RegisteredLetterView } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../layout/dialog.tsx';
import { PostingForm } from './posting-form.tsx';

/** Somebody took the letter to the post: number and day as on the receipt. */
export function PostingDialog({
  letter,
  close,
}: {
  readonly letter: RegisteredLetterView | null;
  readonly close: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Dialog
      opened={letter !== null}
      close={close}
      title={letter && t('register.confirmTitle', { reference: letter.reference })}
    >
      {letter && (
        <PostingForm
          key={letter.id}
          letter={letter}
          done={close}
          beside={
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
          }
        />
      )}
    </Dialog>
  );
}
