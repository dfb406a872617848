import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../../layout/page.tsx';
import { MailList } from '../mails/mail-list.tsx';
import { EpuList, KrdList, LetterList, SmsList } from './sandbox-lists.tsx';
import { SANDBOX_TABS } from './sandbox-search.ts';

/** What would have left the firm, channel by channel. */
export function SandboxPage() {
  const { t } = useTranslation();
  const { tab = 'mails' } = useSearch({ from: '/sandbox' });
  const navigate = useNavigate({ from: '/sandbox' });
  const List = LISTS[tab];
  return (
    <Page title={t('sandbox.title')} subtitle={t('sandbox.subtitle')}>
      <Tabs
        value={tab}
        onChange={(value) => {
          const chosen = SANDBOX_TABS.find((one) => one === value);
          void navigate({ search: chosen === undefined || chosen === 'mails' ? {} : { tab: chosen } });
        }}
        keepMounted={false}
      >
        <Tabs.List aria-label={t('sandbox.tabs.label')}>
          {SANDBOX_TABS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`sandbox.tabs.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {SANDBOX_TABS.map((one) => (
          <Tabs.Panel key={one} value={one} pt="sm">
            {one === tab && <List />}
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}

const LISTS = { mails: MailList, sms: SmsList, letters: LetterList, krd: KrdList, epu: EpuList } as const;
