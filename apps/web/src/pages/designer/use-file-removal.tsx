import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ProcedureFile } from '@krok/contracts/schemas';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** Milliseconds in which a removed file is put back by one click. */
const regret = 15_000;
const noticeId = 'removed-file';

/** Takes a form or a table out of the procedure. No step of the drawing undoes that, so a notice does. */
export function useFileRemoval(
  files: readonly ProcedureFile[],
  setFiles: (files: readonly ProcedureFile[]) => void,
): (file: ProcedureFile) => void {
  const { t } = useTranslation();
  const latest = useRef({ files, setFiles });
  useEffect(() => {
    latest.current = { files, setFiles };
  });
  useEffect(() => () => void notifications.hide(noticeId), []);
  const putBack = (file: ProcedureFile) => {
    notifications.hide(noticeId);
    const now = latest.current;
    if (!now.files.some(({ name }) => name === file.name)) now.setFiles([...now.files, file]);
  };
  return (file) => {
    setFiles(files.filter(({ name }) => name !== file.name));
    notifications.hide(noticeId);
    notifications.show({
      id: noticeId,
      autoClose: regret,
      closeButtonProps: { 'aria-label': t('common.close') },
      message: (
        <Group justify="space-between" wrap="nowrap">
          {t('bring.removed', { name: file.name })}
          <Button size="compact-sm" variant="default" onClick={() => putBack(file)}>
            {t('bring.putBack')}
          </Button>
        </Group>
      ),
    });
  };
}
