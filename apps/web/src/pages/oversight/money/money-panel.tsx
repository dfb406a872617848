import { Button, SegmentedControl } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../layout/icon.tsx';
import { Panel } from '../../../layout/page.tsx';
import { type Cell, csvOf } from './csv-of.ts';
import classes from './money.module.css';

interface MoneyPanelProps {
  readonly title: string;
  readonly note?: string;
  /** Said instead of a plot without anything in it. */
  readonly nothing: string | null;
  readonly plot: ReactNode;
  readonly table: ReactNode;
  /** The figures for a spreadsheet, the header first. */
  readonly rows: () => readonly (readonly Cell[])[];
  /** Name of the file without its end. */
  readonly file: string;
}

/** One plot, or its table; its figures to take along. */
export function MoneyPanel({ title, note, nothing, plot, table, rows, file }: MoneyPanelProps) {
  const { t, i18n } = useTranslation();
  const [view, setView] = useState('plot');
  return (
    <Panel
      title={title}
      flush
      aside={
        nothing === null && (
          <div className={classes['tools']}>
            <SegmentedControl
              aria-label={t('money.as', { title })}
              data={[
                { value: 'plot', label: t('money.plot') },
                { value: 'table', label: t('money.table') },
              ]}
              value={view}
              onChange={setView}
              size="xs"
            />
            <Button
              variant="default"
              size="compact-xs"
              leftSection={<Icon name="download" size={13} />}
              aria-label={t('money.csvOf', { title })}
              onClick={() => save(`${file}.csv`, csvOf(rows(), i18n.language))}
            >
              {t('money.csv')}
            </Button>
          </div>
        )
      }
    >
      {nothing === null ? (
        <>
          {view === 'plot' ? plot : <div className={classes['frame']}>{table}</div>}
          {note && <p className={classes['note']}>{note}</p>}
        </>
      ) : (
        <p className={classes['nothing']}>{nothing}</p>
      )}
    </Panel>
  );
}

function save(name: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
