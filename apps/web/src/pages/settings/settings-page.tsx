import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../../layout/page.tsx';
import { CreditorSettingsPart } from './creditor-settings-part.tsx';
import { PeoplePart } from './people-part.tsx';
import { PolicyPart } from './policy-part.tsx';
import { SendingPart } from './sending-part.tsx';
import { SETTINGS_TABS } from './settings-search.ts';

/** What holds for the whole organisation and its creditor companies. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { tab = 'sending' } = useSearch({ from: '/settings' });
  const navigate = useNavigate({ from: '/settings' });
  const Part = PARTS[tab];
  return (
    <Page title={t('settings.title')}>
      <Tabs
        value={tab}
        onChange={(value) => {
          const chosen = SETTINGS_TABS.find((one) => one === value);
          void navigate({ search: chosen === undefined || chosen === 'sending' ? {} : { tab: chosen } });
        }}
      >
        <Tabs.List aria-label={t('settings.tabs.label')}>
          {SETTINGS_TABS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`settings.tabs.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {SETTINGS_TABS.map((one) => (
          <Tabs.Panel key={one} value={one} pt="sm">
            {one === tab && <Part />}
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}

const PARTS = {
  sending: SendingPart,
  policy: PolicyPart,
  creditors: CreditorSettingsPart,
  people: PeoplePart,
} as const;
