import { ActionIcon, Button, Menu, Switch, TextInput, Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type Modeler from 'bpmn-js/lib/Modeler';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/use-may.ts';
import type { Problem } from '../../designer/check/problem.ts';
import { findInDiagram } from '../../designer/find-in-diagram.ts';
import { fitDiagram, zoomBy } from '../../designer/fit-diagram.ts';
import { service } from '../../designer/services.ts';
import { Icon } from '../../layout/icon.tsx';
import { BarIcon } from './bar-icon.tsx';
import { CamundaDialog } from './camunda-dialog.tsx';
import classes from './designer-bar.module.css';
import { downloadFile } from './download-file.ts';
import { SaveNote } from './save-note.tsx';
import type { DraftWork } from './use-draft.ts';
import type { Selected } from './use-selection.ts';

interface BarProps {
  readonly draftId: string;
  readonly work: DraftWork;
  /** Null while a form or table is shown. */
  readonly modeler: Modeler | null;
  readonly selected: Selected | null;
  readonly problems: readonly Problem[];
  readonly stale: boolean;
  readonly expert: boolean;
  readonly onExpert: (expert: boolean) => void;
  readonly onPublish: () => void;
}

export function DesignerBar(props: BarProps) {
  const { draftId, work, modeler, selected, problems, stale, expert, onExpert, onPublish } = props;
  const { t } = useTranslation();
  const mayDraw = useMay('procedures.draw');
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const reason = !mayDraw
    ? t('designer.mayNotPublish')
    : errors > 0
      ? t('designer.errorsFirst', { count: errors })
      : work.state === 'taken' || work.state === 'gone'
        ? t(`saving.first.${work.state}`)
        : null;
  const [asked, setAsked] = useState(false);
  const diagram = work.files.find(({ kind }) => kind === 'bpmn');
  const commands = modeler ? service(modeler, 'commandStack') : null;
  const tools = [
    { icon: 'undo', label: t('designer.undo'), off: !selected?.canUndo, run: () => commands?.undo() },
    { icon: 'redo', label: t('designer.redo'), off: !selected?.canRedo, run: () => commands?.redo() },
    { icon: 'find', label: t('drawKeys.find'), off: false, run: () => modeler && findInDiagram(modeler) },
    { icon: 'zoomOut', label: t('designer.zoomOut'), off: false, run: () => modeler && zoomBy(modeler, 1 / 1.25) },
    { icon: 'zoomIn', label: t('designer.zoomIn'), off: false, run: () => modeler && zoomBy(modeler, 1.25) },
    { icon: 'fit', label: t('case.fitDiagram'), off: false, run: () => modeler && fitDiagram(modeler) },
  ] as const;
  return (
    <header className={classes['bar']}>
      <Tooltip label={t('designer.back')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('designer.back')}
          renderRoot={(props) => <Link {...props} to="/procedures" />}
        >
          <Icon name="back" />
        </ActionIcon>
      </Tooltip>
      <TextInput
        size="xs"
        className={classes['name'] ?? ''}
        aria-label={t('designer.draftName')}
        value={work.name}
        maxLength={200}
        onChange={(event) => work.change({ name: event.currentTarget.value })}
      />
      <SaveNote draftId={draftId} work={work} />
      <div className={classes['tools']} role="toolbar" aria-label={t('designer.tools')}>
        {tools.map(({ icon, label, off, run }) => (
          <Tooltip key={icon} label={label}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={label}
              disabled={!modeler || off}
              onClick={() => void run()}
            >
              <BarIcon name={icon} />
            </ActionIcon>
          </Tooltip>
        ))}
      </div>
      <span className={classes['gap']} />
      <Switch
        size="xs"
        label={t('designer.expert')}
        checked={expert}
        onChange={(event) => onExpert(event.currentTarget.checked)}
      />
      <Menu position="bottom-end" shadow="md" width={230}>
        <Menu.Target>
          <Button variant="default">{t('designer.export')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('camunda.files')}</Menu.Label>
          {work.files.map((file) => (
            <Menu.Item key={file.name} onClick={() => downloadFile(file)}>
              {file.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setAsked(true)}>{t('camunda.title')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Tooltip label={reason} disabled={reason === null} openDelay={0}>
        <Button
          aria-disabled={reason !== null}
          {...(reason !== null && { 'data-disabled': true, 'aria-describedby': 'publish-reason' })}
          aria-busy={stale}
          onClick={() => reason === null && onPublish()}
        >
          {t('designer.publish')}
        </Button>
      </Tooltip>
      {asked && diagram && <CamundaDialog xml={diagram.content} modeler={modeler} onClose={() => setAsked(false)} />}
      {reason !== null && (
        <span id="publish-reason" className={classes['reason']}>
          {reason}
        </span>
      )}
    </header>
  );
}
