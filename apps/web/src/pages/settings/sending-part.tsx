import { Button, Checkbox, Stack, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { sendingBody, type WaitingToLeave } from '@krok/contracts/schemas';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { path, postJson } from '../../api/client.ts';
import { useMay } from '../../api/use-may.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../layout/page.tsx';
import { Failure, LoadingRows } from '../../layout/states.tsx';
import { Dialog } from '../../layout/dialog.tsx';
import { DialogForm } from '../../layout/dialog-form.tsx';
import { settingsQueries } from './settings-queries.ts';

/** The switch for all that leaves the firm. It is turned on only after a look at what leaves then. */
export function SendingPart() {
  const { t } = useTranslation();
  const may = useMay('sending.switch');
  const [asked, dialog] = useDisclosure(false);
  const waiting = useQuery(settingsQueries.waiting());
  if (!waiting.data) {
    return (
      <Panel flush>
        {waiting.isError ? (
          <Failure error={waiting.error} retry={() => void waiting.refetch()} />
        ) : (
          <LoadingRows rows={3} />
        )}
      </Panel>
    );
  }
  const { sending } = waiting.data;
  const ask = () => {
    void waiting.refetch();
    dialog.open();
  };
  return (
    <Panel
      title={t(sending ? 'settings.sending.on' : 'settings.sending.off')}
      aside={
        may && (
          <Button variant={sending ? 'default' : 'filled'} onClick={ask}>
            {t(sending ? 'settings.sending.turnOff' : 'settings.sending.turnOn')}
          </Button>
        )
      }
    >
      <Stack gap="md">
        <Text>{t(sending ? 'settings.sending.onText' : 'settings.sending.offText')}</Text>
        {!sending && <WouldLeave waiting={waiting.data} />}
        <Turns turns={waiting.data.turns} />
        {!may && <Text c="var(--krok-quiet)">{t('settings.readOnly')}</Text>}
      </Stack>
      <Dialog
        opened={asked}
        close={dialog.close}
        title={t(sending ? 'settings.sending.offTitle' : 'settings.sending.onTitle')}
      >
        <SwitchForm waiting={waiting.data} close={dialog.close} />
      </Dialog>
    </Panel>
  );
}

function SwitchForm({ waiting, close }: { readonly waiting: WaitingToLeave; readonly close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [understood, setUnderstood] = useState(false);
  const { sending } = waiting;
  const post = useMutation({
    mutationFn: () => postJson(path(['operations', 'sending']), sendingBody, { enabled: !sending }),
    onSuccess: () => {
      void client.invalidateQueries();
      close();
    },
  });
  return (
    <DialogForm
      act={post}
      onSubmit={() => post.mutate()}
      submit={t(sending ? 'settings.sending.turnOff' : 'settings.sending.turnOn')}
      ready={sending || understood}
      close={close}
    >
      {sending ? (
        <Text>{t('settings.sending.offWarning')}</Text>
      ) : (
        <>
          <WouldLeave waiting={waiting} />
          <Checkbox
            label={t(waiting.sandboxOnly ? 'settings.sending.confirmSandbox' : 'settings.sending.confirm')}
            checked={understood}
            onChange={(event) => setUnderstood(event.currentTarget.checked)}
          />
        </>
      )}
    </DialogForm>
  );
}

/** Who turned the switch, and when. */
function Turns({ turns }: Pick<WaitingToLeave, 'turns'>) {
  const { t } = useTranslation();
  const format = useFormat();
  if (turns.length === 0) return null;
  return (
    <div>
      <Text mb={4}>{t('settings.sending.turns')}</Text>
      <Table maw={620}>
        <Table.Tbody>
          {turns.map(({ at, enabled, by }) => (
            <Table.Tr key={`${at} ${enabled}`}>
              <Table.Td w={160}>{format.instant(at)}</Table.Td>
              <Table.Td w={120}>{t(enabled ? 'settings.sending.turnedOn' : 'settings.sending.turnedOff')}</Table.Td>
              <Table.Td>{by ?? t('settings.somebody')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function WouldLeave({ waiting: { items } }: { readonly waiting: WaitingToLeave }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (items.length === 0) return <Text>{t('settings.sending.wouldNothing')}</Text>;
  return (
    <div>
      <Text mb={4}>{t('settings.sending.would')}</Text>
      <Table withTableBorder maw={420}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('settings.sending.channel')}</Table.Th>
            <Table.Th ta="right">{t('settings.sending.count')}</Table.Th>
            <Table.Th>{t('settings.sending.mode')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map(({ channel, count, receiver }) => (
            <Table.Tr key={channel}>
              <Table.Td>{t(`settings.sending.channels.${channel}`)}</Table.Td>
              <Table.Td ta="right">{format.number(count)}</Table.Td>
              <Table.Td>{t(`settings.sending.${receiver ?? 'unknown'}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
