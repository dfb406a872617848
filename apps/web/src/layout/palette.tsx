import { Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../api/queries.ts';
import { Icon } from './icon.tsx';
import classes from './palette.module.css';
import { usePaletteEntries, type PaletteEntry } from './use-palette-entries.ts';

/** One box for everything: debtors, invoices, cases, pages, actions. */
export function Palette({ opened, close }: { readonly opened: boolean; readonly close: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal.Root opened={opened} onClose={close} size={560} yOffset="12vh" centered={false}>
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content aria-label={t('frame.palette.label')}>
        <Modal.Body p={0}>
          <Search close={close} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Search({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const list = useId();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 150);
  const [marked, setMarked] = useState(0);
  const found = useQuery({ ...queries.search(asked), enabled: asked.length >= 2 });
  const entries = usePaletteEntries(text, asked.length >= 2 ? found.data : undefined);
  const chosen = entries[Math.min(marked, entries.length - 1)];
  const run = (entry: PaletteEntry | undefined) => {
    if (!entry) return;
    close();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined && entries.length > 0) {
      event.preventDefault();
      setMarked((Math.min(marked, entries.length - 1) + move + entries.length) % entries.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(chosen);
    }
  };
  return (
    <>
      <TextInput
        data-autofocus
        variant="unstyled"
        className={classes['input'] ?? ''}
        leftSection={<Icon name="search" />}
        placeholder={t('frame.palette.placeholder')}
        aria-label={t('frame.palette.label')}
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={chosen ? `${list}-${chosen.id}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setMarked(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={list} role="listbox" aria-label={t('frame.palette.label')} className={classes['list']}>
        {entries.map((entry, index) => (
          <div
            key={entry.id}
            id={`${list}-${entry.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={entry === chosen}
            className={classes['entry']}
            data-first={entries[index - 1]?.group !== entry.group || undefined}
            data-group={t(`frame.palette.groups.${entry.group}`)}
            onMouseMove={() => setMarked(index)}
            onClick={() => run(entry)}
            onKeyDown={onKeyDown}
            ref={(node) => {
              if (entry === chosen) node?.scrollIntoView({ block: 'nearest' });
            }}
          >
            <span>{entry.title}</span>
            {entry.hint && <small>{entry.hint}</small>}
          </div>
        ))}
      </div>
      {entries.length === 0 && (
        <p className={classes['none']} role="status">
          {found.isFetching || (asked !== text.trim() && text.trim().length >= 2)
            ? t('common.loading')
            : t('frame.palette.nothing')}
        </p>
      )}
    </>
  );
}
