import { Button, Table, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/use-may.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Page, Panel } from '../../layout/page.tsx';
import { Empty, Failure, LoadingRows } from '../../layout/states.tsx';
import { ProblemAlert } from '../../layout/problem-alert.tsx';
import { DraftNote } from './draft-note.tsx';
import { NewProcedureMenu } from './new-procedure-menu.tsx';
import classes from './procedures.module.css';
import { PublishingRule } from './publishing-rule.tsx';
import { useOpenDraft } from './use-open-draft.ts';

/** Procedures that cases run, drafts of what they will run, and the ways to new ones. */
export function ProceduresPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const mayDraw = useMay('procedures.draw');
  const processes = useQuery(queries.processes());
  const drafts = useQuery(queries.drafts()).data?.items ?? [];
  const open = useOpenDraft();
  const unpublished = drafts.filter(({ processId }) => processId === null);
  return (
    <Page title={t('procedures.title')} subtitle={t('procedures.subtitle')} actions={mayDraw && <NewProcedureMenu />}>
      <ProblemAlert error={open.error} />
      {unpublished.length > 0 && (
        <Panel title={t('procedures.drafts')} flush>
          <Table highlightOnHover>
            <Table.Tbody>
              {unpublished.map((draft) => (
                <Table.Tr key={draft.id}>
                  <Table.Td fw={550}>
                    <Link to="/designer/$draftId" params={{ draftId: draft.id }} className={classes['link'] ?? ''}>
                      {draft.name}
                    </Link>
                  </Table.Td>
                  <Table.Td>
                    <DraftNote draft={draft} removable={mayDraw} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Panel>
      )}
      <Panel title={t('procedures.inForce')} flush>
        {processes.isPending ? (
          <LoadingRows rows={4} />
        ) : !processes.data ? (
          <Failure error={processes.error} retry={() => void processes.refetch()} />
        ) : processes.data.items.length === 0 ? (
          <Empty title={t('procedures.emptyTitle')} text={t('procedures.emptyText')} />
        ) : (
          <Table.ScrollContainer minWidth={820} type="native">
            <Table highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('procedures.columns.name')}</Table.Th>
                  <Table.Th>{t('procedures.columns.version')}</Table.Th>
                  <Table.Th>{t('procedures.columns.since')}</Table.Th>
                  <Table.Th ta="right">{t('procedures.columns.openCases')}</Table.Th>
                  <Table.Th>{t('procedures.columns.draft')}</Table.Th>
                  <Table.Th>
                    <VisuallyHidden>{t('procedures.columns.actions')}</VisuallyHidden>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {processes.data.items.map(({ processId, name, version, since, openCases, openElsewhere }) => {
                  const draft = drafts.find((each) => each.processId === processId);
                  return (
                    <Table.Tr key={processId}>
                      <Table.Td fw={550}>
                        <Link to="/procedures/$processId" params={{ processId }} className={classes['link'] ?? ''}>
                          {name ?? processId}
                        </Link>
                      </Table.Td>
                      <Table.Td>{version}</Table.Td>
                      <Table.Td className={classes['when'] ?? ''}>{format.instant(since)}</Table.Td>
                      <Table.Td ta="right">
                        {format.number(openCases)}
                        {openElsewhere > 0 && (
                          <div className={classes['asked']}>
                            {t('procedures.openElsewhere', { number: format.number(openElsewhere) })}
                          </div>
                        )}
                      </Table.Td>
                      <Table.Td>{draft ? <DraftNote draft={draft} removable={mayDraw} /> : t('common.none')}</Table.Td>
                      <Table.Td ta="right">
                        {mayDraw && (
                          <Button
                            variant={draft ? 'light' : 'default'}
                            loading={open.isPending && open.variables === processId}
                            onClick={() => open.mutate(processId)}
                          >
                            {t(draft ? 'procedures.continueDraft' : 'procedures.change')}
                          </Button>
                        )}
                      </Table.Td>
                    </Table.Tr>
                  );
                })}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Panel>
      <PublishingRule />
    </Page>
  );
}
