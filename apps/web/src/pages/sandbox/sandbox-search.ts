export const SANDBOX_TABS = ['mails', 'sms', 'letters', 'krd', 'epu'] as const;

/** What the address of the sandbox holds. */
export interface SandboxSearch {
  readonly tab?: (typeof SANDBOX_TABS)[number];
}

export function sandboxSearch({ tab }: Record<string, unknown>): SandboxSearch {
  const chosen = SANDBOX_TABS.find((one) => one === tab);
  return chosen === undefined ? {} : { tab: chosen };
}
