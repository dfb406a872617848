import { ActionIcon, Menu, UnstyledButton } from '@mantine/core';
import type { ProcedureFile } from '@krok/contracts/schemas';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StepIcon } from './step-icon.tsx';
import classes from './file-tabs.module.css';

interface FileTabProps {
  readonly file: ProcedureFile;
  readonly shown: boolean;
  readonly wrong: boolean;
  readonly onShow: () => void;
  readonly onRemove: () => void;
  /** Absent for what stands in the diagram: it is called by its id. False: there is such a file already. */
  readonly onRename?: (name: string) => boolean;
  /** Puts a form into the diagram. */
  readonly onEmbed?: () => void;
}

/** A form or a table; what is shown can be renamed, put into the diagram and removed. */
export function FileTab({ file, shown, wrong, onShow, onRemove, onRename, onEmbed }: FileTabProps) {
  const { t } = useTranslation();
  const [naming, setNaming] = useState(false);
  const { kind, name } = file;
  const suffix = /\.\w+$/.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - suffix.length);
  const commit = (wanted: string) => {
    setNaming(false);
    const next = `${wanted.trim()}${suffix}`;
    if (wanted.trim() !== '' && next !== name) onRename?.(next);
  };
  if (naming)
    return (
      <input
        className={classes['name']}
        aria-label={t('designer.files.newName')}
        defaultValue={stem}
        maxLength={80}
        ref={selectOnce}
        onBlur={(event) => commit(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit(event.currentTarget.value);
          if (event.key === 'Escape') setNaming(false);
        }}
      />
    );
  return (
    <span className={classes['file']}>
      <UnstyledButton
        className={classes['tab']}
        aria-current={shown ? 'page' : undefined}
        data-wrong={wrong || undefined}
        title={onRename ? undefined : t('designer.files.inDiagram')}
        onClick={onShow}
        onDoubleClick={() => setNaming(onRename !== undefined)}
      >
        <StepIcon icon={kind === 'form' ? 'letter' : 'table'} size={14} />
        {name}
      </UnstyledButton>
      {shown && (
        <Menu position="bottom-start" shadow="md" returnFocus={false}>
          <Menu.Target>
            <ActionIcon size="xs" variant="subtle" color="gray" aria-label={t('designer.files.more', { name })}>
              ⋯
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {onRename && <Menu.Item onClick={() => setNaming(true)}>{t('designer.files.rename')}</Menu.Item>}
            {onEmbed && <Menu.Item onClick={onEmbed}>{t('designer.files.embed')}</Menu.Item>}
            <Menu.Item onClick={onRemove}>{t('designer.files.remove', { name })}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </span>
  );
}

function selectOnce(input: HTMLInputElement | null): void {
  input?.focus();
  input?.select();
}
