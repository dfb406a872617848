import { Modal, type ModalProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFocusBack } from './use-focus-back.ts';

interface DialogProps extends Pick<ModalProps, 'size' | 'fullScreen' | 'radius' | 'classNames'> {
  readonly title: ReactNode;
  readonly opened: boolean;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** A window over the page. What is in it begins anew each time: it lives only while the window is open. */
export function Dialog({ opened, close, children, ...rest }: DialogProps) {
  const { t } = useTranslation();
  useFocusBack(opened);
  return (
    <Modal opened={opened} onClose={close} closeButtonProps={{ 'aria-label': t('common.close') }} {...rest}>
      {opened && children}
    </Modal>
  );
}
