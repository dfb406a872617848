import { Pill } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface FilterPillProps {
  readonly what: string;
  readonly clear: () => void;
}

/** A filter that the address brought and no field shows, until it is taken away. */
export function FilterPill({ what, clear }: FilterPillProps) {
  const { t } = useTranslation();
  return (
    <Pill
      size="md"
      withRemoveButton
      onRemove={clear}
      removeButtonProps={{ 'aria-label': t('common.removeFilter', { what }), tabIndex: 0, 'aria-hidden': false }}
    >
      {what}
    </Pill>
  );
}
