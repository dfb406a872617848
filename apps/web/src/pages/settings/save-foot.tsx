import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../layout/problem-alert.tsx';

interface SaveFootProps {
  readonly save: { readonly error: unknown; readonly isPending: boolean };
  readonly may: boolean;
  readonly changed: boolean;
}

/** What ends a part of the settings; who may only read them is told so. */
export function SaveFoot({ save, may, changed }: SaveFootProps) {
  const { t } = useTranslation();
  if (!may) return <Text c="var(--krok-quiet)">{t('settings.readOnly')}</Text>;
  return (
    <>
      <ProblemAlert error={save.error} />
      <Group>
        <Button type="submit" loading={save.isPending} disabled={!changed}>
          {t('settings.save')}
        </Button>
      </Group>
    </>
  );
}
