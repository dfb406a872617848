import { ActionIcon, Button, Checkbox, Group, Menu, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type IncidentItem, type ResolveIncidentsAnswer, resolveIncidentsAnswer } from '@krok/contracts/schemas';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { path, postJson } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/use-may.ts';
import { useProblemText } from '../../api/use-problem-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Icon } from '../../layout/icon.tsx';
import { Panel } from '../../layout/page.tsx';
import { Failure, LoadingRows } from '../../layout/states.tsx';
import { RepairIncidents } from '../repairs/repair-incidents.tsx';
import { IncidentText } from './incident-text.tsx';
import classes from './oversight-page.module.css';
import { SetVariableDialog } from './set-variable-dialog.tsx';
import { useCauseText } from './use-cause-text.ts';

/** Of one cause: the acts at its head are for all of them. */
const SHOWN = 5;
/** One or two more are not worth a fold. */
const UNFOLDED = SHOWN + 2;

const keyOf = ({ caseId, incidentId }: { readonly caseId: string; readonly incidentId: string }) =>
  `${caseId} ${incidentId}`;

/** Cases that stopped, by cause: one, some or all of a cause go on, with other data where those were wrong. */
export function IncidentGroups() {
  const { t } = useTranslation();
  const causeText = useCauseText();
  const mayResolve = useMay('incidents.resolve');
  const incidents = useQuery(queries.incidents());
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [results, setResults] = useState<ReadonlyMap<string, string | null>>(new Map());
  const [changing, setChanging] = useState<readonly IncidentItem[] | null>(null);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const resolve = useResolve((answer) => {
    setResults(new Map(answer.items.map((item) => [keyOf(item), item.code])));
    setChosen(new Set());
    setChanging(null);
  });
  const items = incidents.data?.items ?? [];
  const picked = items.filter((item) => chosen.has(keyOf(item)));
  const folds = (of: readonly IncidentItem[], cause: string) => of.length > UNFOLDED && !unfolded.has(cause);
  const toggle = (of: readonly IncidentItem[], on: boolean) => {
    const next = new Set(chosen);
    for (const item of of) {
      if (on) next.add(keyOf(item));
      else next.delete(keyOf(item));
    }
    setChosen(next);
  };
  return (
    <Panel
      title={t('oversight.incidents')}
      aside={
        mayResolve &&
        picked.length > 0 && (
          <Group gap="xs">
            <Text size="xs" c="var(--krok-quiet)">
              {t('ops.chosen', { count: picked.length })}
            </Text>
            <Button
              size="compact-xs"
              loading={resolve.isPending}
              onClick={() => resolve.mutate({ items: picked, variables: {} })}
            >
              {t('ops.retryChosen')}
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => setChanging(picked)}>
              {t('ops.setAndRetry')}
            </Button>
            <RepairIncidents items={picked} />
          </Group>
        )
      }
      flush
    >
      {incidents.isPending ? (
        <LoadingRows rows={3} />
      ) : !incidents.data ? (
        <Failure error={incidents.error} retry={() => void incidents.refetch()} />
      ) : items.length === 0 ? (
        <p className={classes['nothing']}>{t('oversight.noIncidents')}</p>
      ) : (
        [...Map.groupBy(items, ({ cause }) => cause)].map(([cause, of]) => (
          <section key={cause} aria-label={causeText(cause)}>
            <header className={classes['cause']}>
              {mayResolve && (
                <Checkbox
                  size="xs"
                  aria-label={`${t('ops.chooseAll')}: ${causeText(cause)}`}
                  checked={of.every((item) => chosen.has(keyOf(item)))}
                  indeterminate={
                    of.some((item) => chosen.has(keyOf(item))) && !of.every((item) => chosen.has(keyOf(item)))
                  }
                  onChange={(event) => toggle(of, event.currentTarget.checked)}
                />
              )}
              <h3>{causeText(cause)}</h3>
              <span>{t('ops.count', { count: of.length })}</span>
            </header>
            <Table.ScrollContainer minWidth={860} type="native">
              <Table highlightOnHover className={classes['stopped'] ?? ''}>
                <Table.Tbody>
                  {(folds(of, cause) ? of.slice(0, SHOWN) : of).map((item) => (
                    <Row
                      key={keyOf(item)}
                      item={item}
                      mayResolve={mayResolve}
                      chosen={chosen.has(keyOf(item))}
                      choose={(on) => toggle([item], on)}
                      result={results.get(keyOf(item))}
                      retry={() => resolve.mutate({ items: [item], variables: {} })}
                      change={() => setChanging([item])}
                    />
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
            {folds(of, cause) && (
              <Button
                size="compact-xs"
                variant="subtle"
                m="xs"
                onClick={() => setUnfolded(new Set([...unfolded, cause]))}
              >
                {t('ops.showAll', { count: of.length })}
              </Button>
            )}
          </section>
        ))
      )}
      <SetVariableDialog
        items={changing}
        close={() => setChanging(null)}
        pending={resolve.isPending}
        apply={(variables) => changing && resolve.mutate({ items: changing, variables })}
      />
    </Panel>
  );
}

interface RowProps {
  readonly item: IncidentItem;
  readonly mayResolve: boolean;
  readonly chosen: boolean;
  readonly choose: (on: boolean) => void;
  /** Null: it went well; undefined: nothing was tried. */
  readonly result: string | null | undefined;
  readonly retry: () => void;
  readonly change: () => void;
}

function Row({ item, mayResolve, chosen, choose, result, retry, change }: RowProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const name = item.businessKey ?? item.processName ?? item.processId;
  const problem = result == null ? null : `problem.${result}`;
  return (
    <Table.Tr>
      {mayResolve && (
        <Table.Td w={34}>
          <Checkbox
            size="xs"
            aria-label={t('ops.choose', { key: name })}
            checked={chosen}
            onChange={(event) => choose(event.currentTarget.checked)}
          />
        </Table.Td>
      )}
      <Table.Td>
        <Link to="/cases/$caseId" params={{ caseId: item.caseId }} className={classes['case'] ?? ''}>
          {name}
        </Link>
        {item.debtorName !== null && <small className={classes['small']}>{item.debtorName}</small>}
      </Table.Td>
      <Table.Td>
        {item.elementName ?? item.elementId}
        <IncidentText cause="" message={item.message} />
      </Table.Td>
      <Table.Td className={classes['when'] ?? ''}>{format.instant(item.raisedAt)}</Table.Td>
      <Table.Td className={classes['actions'] ?? ''}>
        {result !== undefined && (
          <span role="status" data-bad={result !== null || undefined} className={classes['result']}>
            {problem === null ? t('ops.resultOk') : i18n.exists(problem) ? i18n.t(problem) : i18n.t('problem.internal')}
          </span>
        )}
        {mayResolve && (
          <Group gap={6} justify="flex-end" wrap="nowrap" display="inline-flex">
            <Button size="compact-xs" variant="default" onClick={retry}>
              {t('oversight.retry')}
            </Button>
            <RepairIncidents
              items={[item]}
              first={<Menu.Item onClick={change}>{t('ops.setAndRetry')}</Menu.Item>}
              target={
                <ActionIcon size={22} variant="subtle" color="gray" aria-label={t('ops.more', { key: name })}>
                  <Icon name="more" />
                </ActionIcon>
              }
            />
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

interface Resolving {
  readonly items: readonly { readonly caseId: string; readonly incidentId: string }[];
  readonly variables: Readonly<Record<string, unknown>>;
}

export function useResolve(done: (answer: ResolveIncidentsAnswer) => void) {
  const { t } = useTranslation();
  const textOf = useProblemText();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ items, variables }: Resolving) =>
      postJson(path(['incidents', 'resolve']), resolveIncidentsAnswer, {
        items: items.map(({ caseId, incidentId }) => ({ caseId, incidentId })),
        variables,
      }),
    onSuccess: (answer) => {
      const fine = answer.items.filter(({ code }) => code === null).length;
      if (fine > 0) notifications.show({ message: t('ops.allOk', { count: fine }) });
      done(answer);
    },
    onError: (error) => notifications.show({ color: 'red', message: textOf(error) }),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['incidents'] });
      void client.invalidateQueries({ queryKey: ['case'] });
    },
  });
}
