import { Alert, Loader, UnstyledButton } from '@mantine/core';
import type Modeler from 'bpmn-js/lib/Modeler';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CamundaCheck } from '@krok/lint/camunda';
import { showElement } from '../../designer/fit-diagram.ts';
import { textOf } from '../../designer/moddle.ts';
import { service } from '../../designer/services.ts';
import { Dialog } from '../../layout/dialog.tsx';
import classes from './camunda-dialog.module.css';

interface CamundaDialogProps {
  readonly xml: string;
  readonly modeler: Modeler | null;
  readonly onClose: () => void;
}

/** Whether the exported diagram runs in Camunda 8 too, and every reason why not; the rules come when somebody asks. */
export function CamundaDialog({ xml, modeler, onClose }: CamundaDialogProps) {
  const { t, i18n } = useTranslation();
  const [check, setCheck] = useState<CamundaCheck | 'failed' | null>(null);
  useEffect(() => {
    let gone = false;
    import('@krok/lint/camunda')
      .then(({ checkForCamunda }) => checkForCamunda(xml))
      .then(
        (answer) => !gone && setCheck(answer),
        () => !gone && setCheck('failed'),
      );
    return () => {
      gone = true;
    };
  }, [xml]);
  const nameOf = (id: string | undefined) => {
    const element = id !== undefined && modeler ? service(modeler, 'elementRegistry').get(id) : undefined;
    return (element && textOf(element.businessObject, 'name')) || id || t('designer.problems.whole');
  };
  return (
    <Dialog opened close={onClose} title={t('camunda.title')}>
      {check === null ? (
        <Loader role="status" aria-label={t('common.loading')} />
      ) : check === 'failed' ? (
        <Alert color="red" role="alert">
          {t('camunda.failed')}
        </Alert>
      ) : (
        <>
          <Alert color={check.runs ? 'green' : 'yellow'} role="status">
            {check.runs ? t('camunda.yes') : t('camunda.no', { count: check.reasons.length })}
          </Alert>
          <ul className={classes['reasons']}>
            {check.reasons.map(({ rule, element, message, messagePl }, index) => (
              <li key={index}>
                <UnstyledButton
                  className={classes['reason']}
                  onClick={() => {
                    if (modeler && element !== undefined) showElement(modeler, element);
                    onClose();
                  }}
                >
                  <strong>{nameOf(element)}</strong>
                  <span>{i18n.language === 'en' ? message : messagePl}</span>
                  <code>{rule}</code>
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}
