import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../layout/page.tsx';
import { Failure, LoadingRows } from '../../layout/states.tsx';
import { settingsQueries } from './settings-queries.ts';

export function PeoplePart() {
  const { t } = useTranslation();
  const users = useQuery(settingsQueries.users());
  if (!users.data) {
    return (
      <Panel flush>
        {users.isError ? <Failure error={users.error} retry={() => void users.refetch()} /> : <LoadingRows rows={5} />}
      </Panel>
    );
  }
  return (
    <Panel flush>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('settings.people.name')}</Table.Th>
            <Table.Th>{t('settings.people.email')}</Table.Th>
            <Table.Th>{t('settings.people.roles')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {users.data.items.map(({ id, name, email, roles, disabled }) => (
            <Table.Tr key={id} {...(disabled && { c: 'var(--krok-quiet)' })}>
              <Table.Td>{name}</Table.Td>
              <Table.Td>{email}</Table.Td>
              <Table.Td>
                {disabled ? t('settings.people.disabled') : roles.map((one) => t(`roles.${one}`)).join(', ')}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}
