import type { MigrationPair, MigrationPreviewItem } from '@krok/contracts/schemas';
import { Badge, Button, Checkbox, Progress, Switch, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../layout/page.tsx';
import classes from './migration.module.css';
import { useFindingTexts } from './use-finding-text.ts';
import type { Preview } from './use-preview.ts';

interface PreviewProps {
  readonly preview: Preview;
  readonly pairs: readonly MigrationPair[];
  /** Cases that are not to go over. */
  readonly left: ReadonlySet<string>;
  readonly leave: (left: ReadonlySet<string>) => void;
}

const atOnce = 50;

/** What will become of each case, with the choice of those that are to go over. */
export function PreviewPanel({ preview, pairs, left, leave }: PreviewProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [only, setOnly] = useState(false);
  const [most, setMost] = useState(atOnce);
  const { items, total, complete } = preview;
  const misfits = items.filter(({ fits }) => !fits);
  const fitting = items.filter(({ fits }) => fits);
  const wanted = fitting.filter(({ caseId }) => !left.has(caseId)).length;
  const shown = only ? misfits : [...misfits, ...fitting];
  const names = new Map(pairs.map(({ sourceId, sourceName }) => [sourceId, sourceName]));
  const toggle = (caseId: string) => {
    const next = new Set(left);
    if (!next.delete(caseId)) next.add(caseId);
    leave(next);
  };
  return (
    <Panel
      title={t('migration.preview.title')}
      aside={
        <Switch
          size="xs"
          checked={only}
          label={t('migration.preview.only')}
          onChange={(event) => setOnly(event.currentTarget.checked)}
        />
      }
      flush
    >
      <div className={classes['counts']} role="status">
        <strong>{t('migration.preview.fits', { count: fitting.length })}</strong>
        <strong data-bad={misfits.length > 0 || undefined}>
          {t('migration.preview.misfits', { count: misfits.length })}
        </strong>
        {!complete && (
          <span>
            {t('migration.preview.checked', { done: format.number(items.length), total: format.number(total) })}
          </span>
        )}
      </div>
      {!complete && (
        <Progress
          value={total === 0 ? 0 : (items.length / total) * 100}
          size="xs"
          radius={0}
          aria-label={t('migration.preview.title')}
        />
      )}
      {complete && total === 0 && <p className={classes['quiet']}>{t('migration.preview.empty')}</p>}
      {shown.length > 0 && (
        <Table.ScrollContainer minWidth={760} type="native">
          <Table highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={36}>
                  <Checkbox
                    size="xs"
                    aria-label={t('migration.preview.chooseAll')}
                    checked={wanted > 0 && wanted === fitting.length}
                    indeterminate={wanted > 0 && wanted < fitting.length}
                    disabled={fitting.length === 0}
                    onChange={() => leave(new Set(wanted === 0 ? [] : fitting.map(({ caseId }) => caseId)))}
                  />
                </Table.Th>
                <Table.Th>{t('migration.preview.case')}</Table.Th>
                <Table.Th>{t('migration.preview.stands')}</Table.Th>
                <Table.Th>{t('migration.preview.verdict')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.slice(0, most).map((item) => (
                <Row
                  key={item.caseId}
                  item={item}
                  names={names}
                  chosen={item.fits && !left.has(item.caseId)}
                  toggle={() => toggle(item.caseId)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {shown.length > most && (
        <Button variant="subtle" m="sm" onClick={() => setMost(most + atOnce)}>
          {t('migration.preview.more')}
        </Button>
      )}
    </Panel>
  );
}

interface RowProps {
  readonly item: MigrationPreviewItem;
  readonly names: ReadonlyMap<string, string | null>;
  readonly chosen: boolean;
  readonly toggle: () => void;
}

function Row({ item, names, chosen, toggle }: RowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const findingTexts = useFindingTexts();
  const { caseId, caseKey, debtorName, fits, findings, elements, timers } = item;
  const key = caseKey ?? caseId.slice(0, 8);
  const standing = elements.flatMap((id) => names.get(id) ?? []);
  return (
    <Table.Tr data-fits={fits}>
      <Table.Td>
        <Checkbox
          size="xs"
          aria-label={t('migration.preview.choose', { key })}
          checked={chosen}
          disabled={!fits}
          onChange={toggle}
        />
      </Table.Td>
      <Table.Td>
        <Link to="/cases/$caseId" params={{ caseId }} className={classes['link'] ?? ''}>
          {key}
        </Link>
        <div className={classes['how']}>{debtorName}</div>
      </Table.Td>
      <Table.Td>{standing.join(', ')}</Table.Td>
      <Table.Td>
        <Badge className={classes[fits ? 'same' : 'none'] ?? ''}>
          {t(fits ? 'migration.preview.ok' : 'migration.preview.refused')}
        </Badge>
        <ul className={classes['findings']}>
          {findingTexts(findings).map((text) => (
            <li key={text}>{text}</li>
          ))}
          {timers.map(({ elementName, before, after }, index) => (
            <li key={index}>
              {t(
                before === null
                  ? 'migration.preview.termBegins'
                  : after === null
                    ? 'migration.preview.termEnds'
                    : 'migration.preview.term',
                {
                  name: elementName ?? '',
                  before: before === null ? '' : format.instant(before),
                  after: after === null ? '' : format.instant(after),
                },
              )}
            </li>
          ))}
        </ul>
      </Table.Td>
    </Table.Tr>
  );
}
