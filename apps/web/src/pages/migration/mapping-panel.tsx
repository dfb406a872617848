import type { MigrationPair, MigrationPlan, MigrationPreviewItem } from '@krok/contracts/schemas';
import { Badge, Select, Switch, Table } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DiagramView } from '../../diagram/diagram-view.tsx';
import type { HeatCount } from '../../diagram/show-heat.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../layout/page.tsx';
import { casesAt } from './migration-queries.ts';
import classes from './migration.module.css';

interface MappingProps {
  readonly plan: MigrationPlan;
  readonly items: readonly MigrationPreviewItem[];
  readonly choose: (sourceId: string, targetId: string | null) => void;
}

/** Both drawings with the cases on their steps, and step by step what corresponds. */
export function MappingPanel({ plan, items, choose }: MappingProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const counts = useMemo(() => casesAt(items), [items]);
  const targetOf = useMemo(() => new Map(plan.pairs.map((pair) => [pair.sourceId, pair.targetId])), [plan]);
  const before = useMemo(() => heatOf(counts, (id) => id, t), [counts, t]);
  const after = useMemo(() => heatOf(counts, (id) => targetOf.get(id) ?? null, t), [counts, targetOf, t]);
  const marks = useMemo(() => marksOf(plan.pairs), [plan]);
  const shown = plan.pairs
    .filter(
      ({ sourceId, match, by }) => all || counts.has(sourceId) || (match !== 'same' && by !== 'id') || by === 'hand',
    )
    .toSorted((left, right) => (counts.get(right.sourceId) ?? 0) - (counts.get(left.sourceId) ?? 0));
  const nameOf = (name: string | null, type: string) => {
    const kind = `migration.mapping.kind.${type}`;
    const word = i18n.exists(kind) ? i18n.t(kind) : t('migration.mapping.kind.other');
    return name ?? t('migration.mapping.unnamed', { kind: word });
  };
  return (
    <Panel
      title={t('migration.mapping.title')}
      aside={
        <Switch
          size="xs"
          checked={all}
          label={t('migration.mapping.all')}
          onChange={(event) => setAll(event.currentTarget.checked)}
        />
      }
      flush
    >
      <div className={classes['diagrams']}>
        <figure>
          <figcaption>{t('migration.mapping.before', { version: plan.source.version })}</figcaption>
          <div className={classes['diagram']}>
            <DiagramView
              xml={plan.source.xml}
              label={t('migration.mapping.before', { version: plan.source.version })}
              heat={before}
              marks={marks.before}
            />
          </div>
        </figure>
        <figure>
          <figcaption>{t('migration.mapping.after', { version: plan.target.version })}</figcaption>
          <div className={classes['diagram']}>
            <DiagramView
              xml={plan.target.xml}
              label={t('migration.mapping.after', { version: plan.target.version })}
              heat={after}
              marks={marks.after}
            />
          </div>
        </figure>
      </div>
      <p className={classes['quiet']}>{t('migration.mapping.text')}</p>
      <Table.ScrollContainer minWidth={720} type="native">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('migration.mapping.element')}</Table.Th>
              <Table.Th ta="right">{t('migration.mapping.cases')}</Table.Th>
              <Table.Th w="36%">{t('migration.mapping.counterpart')}</Table.Th>
              <Table.Th>{t('migration.mapping.what')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((pair) => (
              <Table.Tr key={pair.sourceId} data-pair={pair.sourceId}>
                <Table.Td title={pair.sourceId}>{nameOf(pair.sourceName, pair.type)}</Table.Td>
                <Table.Td ta="right">{format.number(counts.get(pair.sourceId) ?? 0)}</Table.Td>
                <Table.Td>
                  <Select
                    size="xs"
                    searchable
                    clearable
                    clearButtonProps={{ 'aria-label': t('migration.mapping.nobody') }}
                    aria-label={t('migration.mapping.chooseFor', { name: nameOf(pair.sourceName, pair.type) })}
                    placeholder={t('migration.mapping.nobody')}
                    data={candidates(plan, pair).map(({ id, name, type }) => ({
                      value: id,
                      label: nameOf(name, type),
                    }))}
                    value={pair.targetId}
                    onChange={(value) => choose(pair.sourceId, value)}
                  />
                </Table.Td>
                <Table.Td>
                  <Badge className={classes[pair.match] ?? ''}>{t(`migration.mapping.match.${pair.match}`)}</Badge>{' '}
                  {(pair.by === 'likeness' || pair.by === 'hand') && (
                    <span className={classes['how']}>{t(`migration.mapping.by.${pair.by}`)}</span>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  );
}

/** Only what a case could live on as; the rest would be refused. */
function candidates({ targets }: MigrationPlan, { type, targetId }: MigrationPair): MigrationPlan['targets'] {
  return targets.filter((each) => each.type === type || each.id === targetId);
}

function heatOf(
  counts: ReadonlyMap<string, number>,
  place: (id: string) => string | null,
  t: ReturnType<typeof useTranslation>['t'],
): HeatCount[] {
  const sums = new Map<string, number>();
  for (const [id, count] of counts) {
    const at = place(id);
    if (at !== null) sums.set(at, (sums.get(at) ?? 0) + count);
  }
  return [...sums].map(([element, count]) => ({
    element,
    count,
    text: t('migration.mapping.casesHere', { count }),
    alarmed: false,
  }));
}

function marksOf(pairs: readonly MigrationPair[]): Record<'before' | 'after', Record<string, string>> {
  const before: Record<string, string> = {};
  const after: Record<string, string> = {};
  for (const { sourceId, targetId, match } of pairs) {
    if (match === 'none') before[sourceId] = 'removed';
    if (match !== 'changed' || targetId === null) continue;
    before[sourceId] = 'changed';
    after[targetId] = 'changed';
  }
  return { before, after };
}
