import { Badge, Button, Table, Text, Textarea, VisuallyHidden } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ProcedureVersion, publishAnswer } from '@krok/contracts/schemas';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, path, postJson } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/use-may.ts';
import { DiagramView } from '../../diagram/diagram-view.tsx';
import { HeatControl } from '../../diagram/heat-control.tsx';
import { useHeat } from '../../diagram/use-heat.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { NotFound } from '../../layout/not-found.tsx';
import { Page, Panel } from '../../layout/page.tsx';
import { Failure, LoadingRows } from '../../layout/states.tsx';
import { MigrationNote } from '../migration/migration-note.tsx';
import { Dialog } from '../../layout/dialog.tsx';
import { DialogForm } from '../../layout/dialog-form.tsx';
import classes from './procedures.module.css';
import { useDraftOfVersion, useOpenDraft } from './use-open-draft.ts';
import { usePublishing } from './use-publishing.ts';

/** One procedure: what runs now, every version with its reason and its open cases, and the way back to one. */
export function ProcedurePage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { processId } = useParams({ from: '/procedures/$processId' });
  const versions = useQuery(queries.versions(processId));
  const mayDraw = useMay('procedures.draw');
  const mayPublish = useMay('procedures.deploy');
  const open = useOpenDraft();
  const [shown, setShown] = useState<string | null>(null);
  const [restoring, setRestoring] = useState<ProcedureVersion | null>(null);
  const twoPeople = usePublishing().data?.secondPerson === true;
  const asDraft = useDraftOfVersion();
  const items = versions.data?.items ?? [];
  const [newest] = items;
  const seen = items.find(({ deploymentId }) => deploymentId === shown) ?? newest;
  const files = useQuery({ ...queries.deploymentFiles(seen?.deploymentId ?? ''), enabled: seen !== undefined });
  const heat = useHeat(processId, seen?.deploymentId);
  const xml = files.data?.items.find(({ kind }) => kind === 'bpmn')?.content;
  const title = newest?.name ?? processId;
  if (versions.error instanceof ApiError && versions.error.code === 'not-found')
    return (
      <NotFound title={t('procedures.notFound')}>
        <Link to="/procedures">{t('nav.procedures')}</Link>
      </NotFound>
    );
  if (versions.error) return <Failure alone error={versions.error} retry={() => void versions.refetch()} />;
  return (
    <Page
      title={title}
      actions={
        mayDraw && (
          <Button loading={open.isPending} onClick={() => open.mutate(processId)}>
            {t('procedures.change')}
          </Button>
        )
      }
    >
      <MigrationNote processId={processId} versions={items} />
      <Panel
        title={seen ? t('procedures.versionShown', { version: seen.version }) : title}
        aside={<HeatControl heat={heat} />}
        flush
      >
        <div className={classes['diagram']}>
          {xml ? (
            <DiagramView xml={xml} label={t('procedures.preview', { name: title })} heat={heat.counts} />
          ) : (
            <LoadingRows rows={4} />
          )}
        </div>
      </Panel>
      <Panel title={t('procedures.versions')} flush>
        <Table.ScrollContainer minWidth={760} type="native">
          <Table highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('procedures.columns.version')}</Table.Th>
                <Table.Th>{t('procedures.columns.note')}</Table.Th>
                <Table.Th>{t('procedures.columns.deployed')}</Table.Th>
                <Table.Th>{t('procedures.columns.by')}</Table.Th>
                <Table.Th ta="right">{t('procedures.columns.openCases')}</Table.Th>
                <Table.Th>
                  <VisuallyHidden>{t('procedures.columns.actions')}</VisuallyHidden>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((each, index) => (
                <Table.Tr key={each.deploymentId} data-version={each.version}>
                  <Table.Td fw={550} style={{ whiteSpace: 'nowrap' }}>
                    {each.version}{' '}
                    {index === 0 && <Badge className={classes['inForce'] ?? ''}>{t('procedures.inForceMark')}</Badge>}
                    {sameAs(each, items.slice(index + 1), t)}
                  </Table.Td>
                  <Table.Td>
                    <div className={classes['noteText']}>{each.note ?? t('common.none')}</div>
                  </Table.Td>
                  <Table.Td style={{ whiteSpace: 'nowrap' }}>{format.instant(each.publishedAt)}</Table.Td>
                  <Table.Td>
                    {each.publishedBy ?? t('case.machine')}
                    {each.requestedBy !== null && (
                      <div className={classes['asked']}>{t('publishing.requestedBy', { name: each.requestedBy })}</div>
                    )}
                  </Table.Td>
                  <Table.Td ta="right">{format.number(each.openCases)}</Table.Td>
                  <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      aria-pressed={seen === each}
                      onClick={() => setShown(each.deploymentId)}
                    >
                      {t('procedures.show')}
                    </Button>
                    {mayPublish && index > 0 && (
                      <Button
                        variant="subtle"
                        size="compact-sm"
                        onClick={() => (twoPeople ? asDraft.mutate(each) : setRestoring(each))}
                      >
                        {t(twoPeople ? 'publishing.restoreAsDraft' : 'procedures.restore')}
                      </Button>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Panel>
      {restoring && <RestoreDialog processId={processId} version={restoring} onClose={() => setRestoring(null)} />}
    </Page>
  );
}

interface RestoreProps {
  readonly processId: string;
  readonly version: ProcedureVersion;
  readonly onClose: () => void;
}

function RestoreDialog({ processId, version, onClose }: RestoreProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [note, setNote] = useState(t('procedures.restoreNote', { version: version.version }));
  const restore = useMutation({
    mutationFn: () =>
      postJson(path(['processes', processId, 'restore']), publishAnswer, {
        deploymentId: version.deploymentId,
        note: note.trim(),
      }),
    onSuccess: () => {
      for (const key of ['versions', 'processes', 'deployments']) void client.invalidateQueries({ queryKey: [key] });
      notifications.show({
        color: 'green',
        closeButtonProps: { 'aria-label': t('common.close') },
        message: t('procedures.restored', { version: version.version }),
      });
      onClose();
    },
  });
  return (
    <Dialog opened close={onClose} title={t('procedures.restoreTitle', { version: version.version })}>
      <DialogForm
        act={restore}
        onSubmit={() => restore.mutate()}
        submit={t('procedures.restore')}
        ready={note.trim() !== ''}
        close={onClose}
      >
        <Text size="sm">{t('procedures.restoreText')}</Text>
        <Textarea
          autosize
          minRows={2}
          required
          maxLength={2000}
          label={t('designer.note')}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          data-autofocus
        />
      </DialogForm>
    </Dialog>
  );
}

/** "runs like 2" for a version whose executable an earlier one had too. */
function sameAs(
  version: ProcedureVersion,
  earlier: readonly ProcedureVersion[],
  t: ReturnType<typeof useTranslation>['t'],
): string {
  const same = earlier.find(({ hash, version: number }) => hash === version.hash && number !== version.version);
  return same ? ` ${t('procedures.sameAs', { version: same.version })}` : '';
}
