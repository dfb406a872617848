export const SETTINGS_TABS = ['sending', 'policy', 'creditors', 'people'] as const;

/** What the address of the settings holds. */
export interface SettingsSearch {
  readonly tab?: (typeof SETTINGS_TABS)[number];
  readonly creditorId?: string;
}

export function settingsSearch({ tab, creditorId }: Record<string, unknown>): SettingsSearch {
  const chosen = SETTINGS_TABS.find((one) => one === tab);
  return {
    ...(chosen !== undefined && { tab: chosen }),
    ...(typeof creditorId === 'string' && creditorId !== '' && { creditorId }),
  };
}
