import { ActionIcon, Menu, UnstyledButton } from '@mantine/core';
import type { ProcedureFile } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../designer/check/problem.ts';
import { Icon } from '../../layout/icon.tsx';
import classes from './file-tabs.module.css';
import { newForm, newTable } from './new-file.ts';
import { useTableNames } from './use-table-names.ts';
import { StepIcon } from './step-icon.tsx';

interface FileTabsProps {
  readonly files: readonly ProcedureFile[];
  /** Name of the form or table that is shown; null: the diagram. */
  readonly shown: string | null;
  readonly onShow: (name: string | null) => void;
  /** A new one, to be shown at once. */
  readonly onAdd: (file: ProcedureFile) => void;
  readonly onFiles: (files: readonly ProcedureFile[]) => void;
  readonly problems: readonly Problem[];
}

/** The diagram and the files beside it; new ones are made here. */
export function FileTabs({ files, shown, onShow, onAdd, onFiles, problems }: FileTabsProps) {
  const { t } = useTranslation();
  const tableNames = useTableNames();
  const beside = files.filter(({ kind }) => kind !== 'bpmn');
  return (
    <nav className={classes['tabs']} aria-label={t('designer.files.title')}>
      <UnstyledButton
        className={classes['tab']}
        aria-current={shown === null ? 'page' : undefined}
        onClick={() => onShow(null)}
      >
        <StepIcon icon="stage" size={14} />
        {t('designer.files.diagram')}
      </UnstyledButton>
      {beside.map(({ kind, name }) => (
        <span key={name} className={classes['file']}>
          <UnstyledButton
            className={classes['tab']}
            aria-current={shown === name ? 'page' : undefined}
            data-wrong={problems.some((each) => each.file === name && each.severity === 'error') || undefined}
            onClick={() => onShow(name)}
          >
            <StepIcon icon={kind === 'form' ? 'letter' : 'table'} size={14} />
            {name}
          </UnstyledButton>
          {shown === name && (
            <ActionIcon
              size="xs"
              variant="subtle"
              color="gray"
              aria-label={t('designer.files.remove', { name })}
              onClick={() => {
                onShow(null);
                onFiles(files.filter((each) => each.name !== name));
              }}
            >
              ×
            </ActionIcon>
          )}
        </span>
      ))}
      <Menu position="bottom-start" shadow="md">
        <Menu.Target>
          <UnstyledButton className={classes['tab']} aria-label={t('designer.files.add')}>
            <Icon name="plus" size={13} />
            {beside.length === 0 && t('designer.files.add')}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onAdd(newForm(files, t('designer.files.formName')))}>
            {t('designer.files.form')}
          </Menu.Item>
          <Menu.Item onClick={() => onAdd(newTable(files, tableNames))}>{t('designer.files.table')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </nav>
  );
}
