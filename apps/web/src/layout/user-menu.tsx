import { Button, Popover, SegmentedControl, Stack, Text, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { path, postJson } from '../api/client.ts';
import { forgetAllBut } from '../api/query-client.ts';
import { changeLanguage, languages } from '../i18n/i18n.ts';
import classes from './navigation.module.css';

/** Language, appearance, sign-out. */
export function UserMenu({ close }: { readonly close: () => void }) {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const client = useQueryClient();
  const signOut = async () => {
    await postJson(path(['sign-out']), z.undefined());
    forgetAllBut('me');
    client.setQueryData(['me'], null);
  };
  return (
    <Popover
      opened
      onDismiss={close}
      onClose={close}
      position="top-start"
      width={240}
      shadow="md"
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <span className={classes['above']} />
      </Popover.Target>
      <Popover.Dropdown p="xs" role="dialog" aria-label={t('user.menu')}>
        <Stack gap={6}>
          <Text size="xs" c="var(--krok-quiet)">
            {t('user.language')}
          </Text>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label={t('user.language')}
            value={i18n.language}
            onChange={(value) => void changeLanguage(languages.find((one) => one === value) ?? 'pl')}
            data={[
              { value: 'pl', label: 'Polski' },
              { value: 'en', label: 'English' },
            ]}
          />
          <Text size="xs" c="var(--krok-quiet)" mt={4}>
            {t('user.theme')}
          </Text>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label={t('user.theme')}
            value={colorScheme}
            onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}
            data={[
              { value: 'light', label: t('user.light') },
              { value: 'dark', label: t('user.dark') },
              { value: 'auto', label: t('user.auto') },
            ]}
          />
          <Button variant="default" mt={4} fullWidth onClick={() => void signOut()}>
            {t('user.signOut')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
