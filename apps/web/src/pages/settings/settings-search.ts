import { choiceIn, wordIn } from '../../layout/search-parts.ts';

export const SETTINGS_TABS = ['sending', 'policy', 'creditors', 'people'] as const;

/** What the address of the settings holds. */
export interface SettingsSearch {
  readonly tab?: (typeof SETTINGS_TABS)[number];
  readonly creditorId?: string;
}

export function settingsSearch(search: Record<string, unknown>): SettingsSearch {
  return { ...choiceIn(search, 'tab', SETTINGS_TABS), ...wordIn(search, 'creditorId') };
}
