import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface PagerProps {
  readonly page: number;
  readonly size: number;
  readonly total: number;
  readonly onChange: (page: number) => void;
}

export function Pager({ page, size, total, onChange }: PagerProps) {
  const { t } = useTranslation();
  const pages = Math.max(1, Math.ceil(total / size));
  return (
    <Group justify="space-between">
      <Text size="xs" c="var(--krok-quiet)">
        {t('common.rows', { count: total })}
      </Text>
      {pages > 1 && (
        <Group gap="xs">
          <Text size="xs" c="var(--krok-quiet)">
            {t('common.pageOf', { page, pages })}
          </Text>
          <Button variant="default" disabled={page <= 1} onClick={() => onChange(page - 1)}>
            {t('common.previous')}
          </Button>
          <Button variant="default" disabled={page >= pages} onClick={() => onChange(page + 1)}>
            {t('common.next')}
          </Button>
        </Group>
      )}
    </Group>
  );
}
