import { useTranslation } from 'react-i18next';

/** Menus, windows and hints are put here by Mantine's portals: in a part of the page that has a name, as all the rest. */
export function Overlays() {
  const { t } = useTranslation();
  return (
    <div data-portal="true" data-mantine-shared-portal-node="true" role="region" aria-label={t('frame.overlays')} />
  );
}
