import { FileButton, Menu, UnstyledButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ProcedureFile } from '@krok/contracts/schemas';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { readFile } from '../../designer/read-file.ts';
import { Icon } from '../../layout/icon.tsx';
import classes from './file-tabs.module.css';
import { freeName, newForm, newTable } from './new-file.ts';
import { useProblemWords } from './use-problem-words.ts';
import { useTableNames } from './use-table-names.ts';

interface AddFileProps {
  readonly files: readonly ProcedureFile[];
  /** Forms that stand in the diagram. */
  readonly embedded: readonly ProcedureFile[];
  readonly onAdd: (file: ProcedureFile) => void;
}

/** A new form or table, or one that somebody brings. */
export function AddFileMenu({ files, embedded, onAdd }: AddFileProps) {
  const { t } = useTranslation();
  const say = useProblemWords();
  const tableNames = useTableNames();
  const reset = useRef<() => void>(null);
  const all = [...files, ...embedded];
  const refuse = (name: string, message: string) =>
    notifications.show({
      color: 'red',
      closeButtonProps: { 'aria-label': t('common.close') },
      title: t('bring.refused', { file: name }),
      message,
    });
  const bring = async (chosen: File | null) => {
    reset.current?.();
    if (!chosen) return;
    const file = await readFile(chosen);
    if (file.kind === 'bpmn') return refuse(chosen.name, t('bring.neither'));
    const { checkFile } = await import('../../designer/check/check-file.ts');
    const [fatal] = (await checkFile(file, all)).problems.filter(({ rule }) => /^xml-|^file-|-unreadable$/.test(rule));
    if (fatal) return refuse(chosen.name, say(fatal));
    const [, stem = file.name, suffix = file.kind] = /^(.*)\.(\w+)$/.exec(file.name) ?? [];
    onAdd({ ...file, name: `${freeName(all, stem, suffix)}.${suffix}` });
  };
  return (
    <FileButton
      resetRef={reset}
      accept=".form,.dmn,.json,.xml,application/json,application/xml,text/xml"
      onChange={(chosen) => void bring(chosen)}
    >
      {({ onClick }) => (
        <Menu position="bottom-start" shadow="md">
          <Menu.Target>
            <UnstyledButton className={classes['tab']} aria-label={t('designer.files.add')}>
              <Icon name="plus" size={13} />
              {all.length === 1 && t('designer.files.add')}
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => onAdd(newForm(all, t('designer.files.formName')))}>
              {t('designer.files.form')}
            </Menu.Item>
            <Menu.Item onClick={() => onAdd(newTable(files, tableNames))}>{t('designer.files.table')}</Menu.Item>
            <Menu.Divider />
            <Menu.Item onClick={onClick}>{t('bring.fromFile')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </FileButton>
  );
}
