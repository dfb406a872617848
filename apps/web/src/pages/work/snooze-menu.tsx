import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './step-pane.module.css';
import type { Hold } from './use-hold.ts';

/** Until when the work is put off. */
export function SnoozeMenu({ hold, close }: { readonly hold: Hold; readonly close: () => void }) {
  const { t } = useTranslation();
  return (
    <Menu
      opened
      onClose={close}
      position="bottom-start"
      shadow="md"
      trapFocus
      returnFocus
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <button type="button" className={classes['under']} tabIndex={-1} aria-label={t('desk.snooze')} />
      </Menu.Target>
      <Menu.Dropdown>
        {(['hour', 'tomorrow', 'threeDays', 'week'] as const).map((to) => (
          <Menu.Item key={to} onClick={() => hold.snooze(to)}>
            {t(`desk.snoozeTo.${to}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
