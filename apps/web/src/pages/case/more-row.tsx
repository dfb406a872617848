import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';

interface MoreRowProps {
  readonly left: number;
  readonly more: () => void;
  readonly loading?: boolean;
}

/** That there are others, in the last line of a list; nothing where there are none. */
export function MoreRow({ left, more, loading = false }: MoreRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (left <= 0) return null;
  return (
    <Button variant="subtle" size="compact-xs" mt={8} ml={-8} onClick={more} loading={loading} data-more>
      {t('file.more', { number: format.number(left) })}
    </Button>
  );
}
