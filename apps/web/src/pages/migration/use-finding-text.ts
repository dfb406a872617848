import type { MigrationFindingView } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';

/** A finding in plain words; several of one kind at one step are one. */
export function useFindingTexts(): (findings: readonly MigrationFindingView[]) => readonly string[] {
  const { t, i18n } = useTranslation();
  return (findings) => [
    ...new Set(
      findings.map(({ code, elementId, elementName, message }) => {
        const name = elementName ?? t('migration.mapping.unnamed', { id: elementId });
        const key = `migration.finding.${code}`;
        return i18n.exists(key) ? i18n.t(key, { name }) : `${name}: ${message}`;
      }),
    ),
  ];
}
