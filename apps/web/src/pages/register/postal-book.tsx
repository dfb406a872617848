import { Alert, Button, FileButton, Group, Table, Text } from '@mantine/core';
import { postalBookReport, type PostalBookReport } from '@krok/contracts/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { path, postFile } from '../../api/client.ts';
import { Icon } from '../../layout/icon.tsx';
import { Panel } from '../../layout/page.tsx';
import { ProblemAlert } from '../../layout/problem-alert.tsx';
import classes from './register.module.css';

/** Postings of many letters at once, as the post's own book lists them. */
export function PostalBook() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: (file: File) =>
      postFile(path(['registered-letters', 'postal-book']), postalBookReport, file, 'text/csv'),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['register'] });
    },
  });
  return (
    <div>
      <Group gap="sm" mb="sm">
        <FileButton accept=".csv,text/csv" onChange={(file) => file && send.mutate(file)}>
          {(props) => (
            <Button
              {...props}
              size="xs"
              variant="default"
              leftSection={<Icon name="upload" />}
              loading={send.isPending}
            >
              {t('register.postalBook.choose')}
            </Button>
          )}
        </FileButton>
        <Text size="xs" c="var(--krok-quiet)">
          {t('register.postalBook.hint')}
        </Text>
      </Group>
      <ProblemAlert error={send.error} mb="sm" />
      {send.data && <Report report={send.data} />}
    </div>
  );
}

function Report({ report: { confirmed, unchanged, errors } }: { readonly report: PostalBookReport }) {
  const { t } = useTranslation();
  return (
    <>
      <Alert color={errors.length > 0 ? 'yellow' : 'green'} variant="light" role="status" mb="sm">
        {[
          t('register.postalBook.confirmed', { count: confirmed }),
          unchanged > 0 ? t('register.postalBook.unchanged', { count: unchanged }) : null,
          errors.length > 0 ? t('register.postalBook.refused', { count: errors.length }) : null,
        ]
          .filter((part) => part !== null)
          .join(' ')}
      </Alert>
      {errors.length > 0 && (
        <Panel flush>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th className={classes['number'] ?? ''}>{t('register.postalBook.line')}</Table.Th>
                <Table.Th>{t('register.postalBook.problem')}</Table.Th>
                <Table.Th>{t('register.postalBook.got')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {errors.map(({ line, code, got }, index) => (
                <Table.Tr key={index}>
                  <Table.Td className={classes['number'] ?? ''}>{line}</Table.Td>
                  <Table.Td>{t(`register.postalBook.code.${codeOf(code)}`)}</Table.Td>
                  <Table.Td ff="monospace" fz="xs">
                    {got === '' ? t('common.none') : got}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Panel>
      )}
    </>
  );
}

const CODES = [
  'header',
  'quoting',
  'reference',
  'number',
  'posted',
  'noSuchLetter',
  'severalLetters',
  'beforePrinted',
  'inFuture',
  'postedOtherwise',
  'numberTaken',
] as const;

function codeOf(code: string): (typeof CODES)[number] | 'other' {
  return CODES.find((one) => one === code) ?? 'other';
}
