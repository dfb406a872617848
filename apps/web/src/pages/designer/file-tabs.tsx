import { UnstyledButton } from '@mantine/core';
import type { ProcedureFile } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../designer/check/problem.ts';
import { AddFileMenu } from './add-file-menu.tsx';
import { FileTab } from './file-tab.tsx';
import classes from './file-tabs.module.css';
import { StepIcon } from './step-icon.tsx';
import { useFileRemoval } from './use-file-removal.tsx';

interface FileTabsProps {
  readonly files: readonly ProcedureFile[];
  /** Name of the form or table that is shown; null: the diagram. */
  readonly shown: string | null;
  readonly onShow: (name: string | null) => void;
  /** A new one, to be shown at once. */
  readonly onAdd: (file: ProcedureFile) => void;
  readonly onFiles: (files: readonly ProcedureFile[]) => void;
  readonly problems: readonly Problem[];
  /** Forms that stand in the diagram. */
  readonly embedded: readonly ProcedureFile[];
  readonly onEmbed: (form: ProcedureFile) => void;
  readonly onDrop: (embedded: ProcedureFile) => void;
}

/** The diagram and the files beside it. */
export function FileTabs(props: FileTabsProps) {
  const { files, shown, onShow, onAdd, onFiles, problems, embedded, onEmbed, onDrop } = props;
  const { t } = useTranslation();
  const remove = useFileRemoval(files, onFiles);
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
      {beside.map((file) => (
        <FileTab
          key={file.name}
          file={file}
          shown={shown === file.name}
          wrong={problems.some((each) => each.file === file.name && each.severity === 'error')}
          onShow={() => onShow(file.name)}
          onRemove={() => {
            onShow(null);
            remove(file);
          }}
          onRename={(name) => {
            if (files.some((each) => each.name === name)) return false;
            onFiles(files.map((each) => (each === file ? { ...file, name } : each)));
            onShow(name);
            return true;
          }}
          {...(file.kind === 'form' && { onEmbed: () => onEmbed(file) })}
        />
      ))}
      {embedded.map((file) => (
        <FileTab
          key={`diagram:${file.name}`}
          file={file}
          shown={shown === file.name}
          wrong={false}
          onShow={() => onShow(file.name)}
          onRemove={() => onDrop(file)}
        />
      ))}
      <AddFileMenu files={files} embedded={embedded} onAdd={onAdd} />
    </nav>
  );
}
