import { useMantineColorScheme } from '@mantine/core';
import type { Found, Permission } from '@krok/contracts/schemas';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queries } from '../api/queries.ts';
import { changeLanguage } from '../i18n/i18n.ts';
import { useFormat } from '../i18n/use-format.ts';
import { entries as pages } from './navigation.tsx';

export interface PaletteEntry {
  readonly id: string;
  readonly group: 'found' | 'pages' | 'actions';
  readonly title: string;
  readonly hint?: string;
  readonly run: () => void;
}

/** What was found, then the pages and actions whose name has the text in it. */
export function usePaletteEntries(text: string, found: Found | undefined): readonly PaletteEntry[] {
  const results = useFound(found);
  const go = usePages();
  const actions = useActions();
  const wanted = plain(text.trim());
  return [...results, ...[...go, ...actions].filter(({ title }) => plain(title).includes(wanted))];
}

function useFound(found: Found | undefined): readonly PaletteEntry[] {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  if (!found) return [];
  const toDebtor = (debtorId: string) => void navigate({ to: '/debtors/$debtorId', params: { debtorId } });
  const toCase = (caseId: string) => void navigate({ to: '/cases/$caseId', params: { caseId } });
  return [
    ...found.debtors.map(({ id, name, nip, town }) => ({
      id: `debtor-${id}`,
      group: 'found' as const,
      title: name,
      hint: [nip === null ? null : t('frame.palette.nip', { nip }), town].filter((part) => part !== null).join(' · '),
      run: () => toDebtor(id),
    })),
    ...found.invoices.map(({ id, number, debtorId, debtorName, open, currency, caseId }) => ({
      id: `invoice-${id}`,
      group: 'found' as const,
      title: number,
      hint: `${debtorName} · ${format.money(open, currency)}`,
      run: () => (caseId === null ? toDebtor(debtorId) : toCase(caseId)),
    })),
    ...found.cases.map(({ id, key, status, processName }) => ({
      id: `case-${id}`,
      group: 'found' as const,
      title: t('frame.palette.case', { key: key ?? id.slice(-8) }),
      hint: `${processName} · ${t(`status.${status}`)}`,
      run: () => toCase(id),
    })),
  ];
}

function usePages(): readonly PaletteEntry[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = useMayAll();
  return pages
    .filter(({ permission }) => may(permission))
    .map(({ to, label }) => ({
      id: `page-${label}`,
      group: 'pages' as const,
      title: t(`nav.${label}`),
      run: () => void navigate({ to }),
    }));
}

function useActions(): readonly PaletteEntry[] {
  const { t, i18n } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const other = i18n.language === 'pl' ? 'en' : 'pl';
  return [
    { id: 'light', title: t('frame.palette.light'), run: () => setColorScheme('light') },
    { id: 'dark', title: t('frame.palette.dark'), run: () => setColorScheme('dark') },
    { id: 'language', title: t('frame.palette.otherLanguage'), run: () => void changeLanguage(other) },
  ].map((action) => ({ ...action, group: 'actions' as const }));
}

function useMayAll(): (permission: Permission) => boolean {
  const me = useQuery(queries.me()).data;
  return (permission) => me?.permissions.includes(permission) ?? false;
}

/** Without accents and case: "dluznicy" finds "Dłużnicy". */
function plain(text: string): string {
  return text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ł', 'l');
}
