import { TextInput, Tooltip, UnstyledButton } from '@mantine/core';
import type { Role } from '@krok/contracts/schemas';
import type Modeler from 'bpmn-js/lib/Modeler';
import { type MouseEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addStep, canFollow } from '../../designer/add-step.ts';
import { asOne } from '../../designer/as-one.ts';
import { service } from '../../designer/services.ts';
import { entryGroups, stepEntries, type StepEntry } from '../../designer/step-entries.ts';
import { Icon } from '../../layout/icon.tsx';
import { StepIcon } from './step-icon.tsx';
import classes from './step-palette.module.css';
import { useEntryText } from './use-entry-text.ts';
import type { Selected } from './use-selection.ts';

/** For whom lanes are drawn, in this order. */
const laneRoles: readonly Role[] = [
  'collector',
  'manager',
  'salesperson',
  'lawyer',
  'accountant',
  'approver',
  'processOwner',
  'auditor',
  'administrator',
];

interface PaletteProps {
  readonly modeler: Modeler;
  readonly selected: Selected;
}

/** The steps in business words: a click adds one behind what is selected, a drag puts it anywhere. */
export function StepPalette({ modeler, selected }: PaletteProps) {
  const { t } = useTranslation();
  const textOf = useEntryText();
  const [wanted, setWanted] = useState('');
  const words = wanted.trim().toLocaleLowerCase();
  const shown = stepEntries.filter((entry) => {
    const { name, hint } = textOf(entry);
    return `${name} ${hint}`.toLocaleLowerCase().includes(words);
  });
  const after = selected.several ? undefined : selected.element;

  const namesOf = (entry: StepEntry) => {
    const { language, initial, companion } = textOf(entry);
    return { language, name: initial, companion, roles: laneRoles.map((one) => t(`roles.${one}`)) };
  };
  const build = (entry: StepEntry) => {
    return entry.build(modeler, namesOf(entry));
  };
  const add = (entry: StepEntry, event: MouseEvent) => {
    const isAdded = asOne(modeler, () => {
      if (entry.add) return entry.add(modeler, after, namesOf(entry));
      return canFollow(after) && addStep(modeler, after, build(entry)) !== null;
    });
    if (!isAdded) service(modeler, 'create').start(event.nativeEvent, build(entry));
    service(modeler, 'canvas').focus();
  };

  return (
    <nav className={classes['palette']} aria-label={t('designer.palette')}>
      <div className={classes['search']}>
        <TextInput
          size="xs"
          aria-label={t('designer.searchSteps')}
          placeholder={t('designer.searchSteps')}
          leftSection={<Icon name="search" size={14} />}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <p className={classes['where']}>{canFollow(after) ? t('designer.addsAfter') : t('designer.dragAnywhere')}</p>
      </div>
      <div className={classes['list']} tabIndex={-1}>
        {entryGroups.map((group) => {
          const entries = shown.filter((entry) => entry.group === group);
          if (entries.length === 0) return null;
          return (
            <section key={group} aria-label={t(`designer.groups.${group}`)}>
              <h2 className={classes['group']}>{t(`designer.groups.${group}`)}</h2>
              {entries.map((entry) => (
                <Tooltip
                  key={entry.id}
                  label={textOf(entry).hint}
                  position="right"
                  multiline
                  w={240}
                  openDelay={500}
                  withinPortal
                >
                  <UnstyledButton
                    className={classes['entry']}
                    draggable
                    onClick={(event) => add(entry, event)}
                    onDragStart={(event) => {
                      event.preventDefault();
                      service(modeler, 'create').start(event.nativeEvent, build(entry));
                    }}
                    data-step={entry.id}
                  >
                    <StepIcon icon={entry.icon} />
                    <span>{textOf(entry).name}</span>
                  </UnstyledButton>
                </Tooltip>
              ))}
            </section>
          );
        })}
      </div>
    </nav>
  );
}
