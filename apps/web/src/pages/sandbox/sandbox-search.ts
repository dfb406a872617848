import { choiceIn } from '../../layout/search-parts.ts';

export const SANDBOX_TABS = ['mails', 'sms', 'letters', 'krd', 'epu'] as const;

/** What the address of the sandbox holds. */
export interface SandboxSearch {
  readonly tab?: (typeof SANDBOX_TABS)[number];
}

export function sandboxSearch(search: Record<string, unknown>): SandboxSearch {
  return choiceIn(search, 'tab', SANDBOX_TABS);
}
