import { Checkbox, Group, SegmentedControl, Select, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { FilterPill } from '../../layout/filter-pill.tsx';
import { Page } from '../../layout/page.tsx';
import { ClaimTable } from './claim-table.tsx';
import { EntryDrawer } from './entry-drawer.tsx';
import { FindingTable } from './finding-table.tsx';
import { LetterTable } from './letter-table.tsx';
import { ListingTable } from './listing-table.tsx';
import { LETTER_STATES, REGISTER_TABS, type RegisterSearch, type RegisterTab } from './register-search.ts';

/** What a part of the register is given. */
export interface RegisterPartProps {
  readonly search: RegisterSearch;
  readonly turn: (page: number) => void;
  readonly open: (entry: string) => void;
}

/** Letters, listings and claims with the terms that run for them. */
export function RegisterPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/register' });
  const navigate = useNavigate({ from: '/register' });
  const { tab = 'letters' } = search;
  const change = (next: { readonly [name in keyof RegisterSearch]: RegisterSearch[name] | undefined }) =>
    void navigate({ search: (before) => withoutEmpty({ ...before, page: undefined, ...next }), replace: true });
  const Part = PARTS[tab];
  return (
    <Page title={t('register.title')} subtitle={t('register.subtitle')}>
      <Tabs
        value={tab}
        onChange={(value) => {
          const chosen = REGISTER_TABS.find((one) => one === value);
          void navigate({ search: chosen === undefined || chosen === 'letters' ? {} : { tab: chosen } });
        }}
      >
        <Tabs.List aria-label={t('register.tabs.label')}>
          {REGISTER_TABS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`register.tabs.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {REGISTER_TABS.map((one) => (
          <Tabs.Panel key={one} value={one} pt="sm">
            {one === tab && (
              <>
                <Filters tab={tab} search={search} change={change} />
                <Part
                  search={search}
                  turn={(page) => change({ page: page > 1 ? page : undefined })}
                  open={(entry) => void navigate({ search: (before) => ({ ...before, entry }) })}
                />
              </>
            )}
          </Tabs.Panel>
        ))}
      </Tabs>
      {search.entry !== undefined && (tab === 'listings' || tab === 'claims') && (
        <EntryDrawer
          kind={tab === 'listings' ? 'listing' : 'claim'}
          id={search.entry}
          close={() => change({ page: search.page, entry: undefined })}
        />
      )}
    </Page>
  );
}

const PARTS: Readonly<Record<RegisterTab, (props: RegisterPartProps) => React.ReactNode>> = {
  letters: LetterTable,
  listings: ListingTable,
  claims: ClaimTable,
  findings: FindingTable,
};

interface FiltersProps {
  readonly tab: RegisterTab;
  readonly search: RegisterSearch;
  readonly change: (next: { readonly [name in keyof RegisterSearch]: RegisterSearch[name] | undefined }) => void;
}

function Filters({ tab, search, change }: FiltersProps) {
  const { t } = useTranslation();
  const creditors = useQuery(queries.creditors());
  if (tab === 'findings') return null;
  return (
    <Group gap="xs" role="search" mb="sm">
      {tab === 'letters' && (
        <SegmentedControl
          size="xs"
          aria-label={t('register.letterFilter')}
          value={search.state ?? 'awaiting'}
          onChange={(value) =>
            change({ state: [...LETTER_STATES, 'all' as const].find((one) => one === value && one !== 'awaiting') })
          }
          data={[
            ...LETTER_STATES.map((value) => ({ value, label: t(`register.letterState.${value}`) })),
            { value: 'all', label: t('register.allLetters') },
          ]}
        />
      )}
      <Select
        aria-label={t('register.creditor')}
        placeholder={t('register.creditor')}
        data={(creditors.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={search.creditorId ?? null}
        onChange={(creditorId) => change({ creditorId: creditorId ?? undefined })}
        clearable
        size="xs"
        w={240}
      />
      {tab !== 'letters' && (
        <Checkbox
          size="xs"
          label={t('register.ended')}
          checked={search.ended === 'true'}
          onChange={(event) => change({ ended: event.currentTarget.checked ? 'true' : undefined })}
        />
      )}
      {tab !== 'letters' && search.currency && (
        <FilterPill
          what={t('common.onlyCurrency', { currency: search.currency })}
          clear={() => change({ currency: undefined })}
        />
      )}
    </Group>
  );
}

function withoutEmpty(
  search: {
    readonly [name in keyof RegisterSearch]: RegisterSearch[name] | undefined;
  },
): RegisterSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
