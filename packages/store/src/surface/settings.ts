import type { ContactPolicy, Formalities } from '@krok/receivables';

/** One version of an organisation's setting; version 0 is the product's default, which nobody set. */
export interface Setting<Content> {
  readonly version: number;
  readonly content: Content;
  readonly note: string | null;
  readonly setBy: string | null;
  /** Epoch ms on the organisation's clock; null for the default. */
  readonly setAt: number | null;
}

export interface NewSetting<Content> {
  readonly organisationId: string;
  /** Version that the person saw; another one throws `STALE_SETTING`. */
  readonly over: number;
  readonly content: Content;
  readonly note?: string;
  readonly by: string;
}

/** How a procedure comes into force. */
export interface PublishingRule {
  /** Whoever asks for a publication does not publish: another person does. */
  readonly secondPerson: boolean;
}

/** Whether anything leaves the firm. */
export interface SendingRule {
  readonly enabled: boolean;
}

/** Versioned settings of an organisation: the newest is in force, none is ever changed. */
export interface SettingStore {
  contactPolicy(organisationId: string): Promise<Setting<ContactPolicy>>;
  contactPolicyHistory(organisationId: string): Promise<readonly Setting<ContactPolicy>[]>;
  /** Desks whose acts wait are looked at again. Throws `STALE_SETTING`, `WRONG_SETTING` (out of its bounds). */
  setContactPolicy(setting: NewSetting<ContactPolicy>): Promise<Setting<ContactPolicy>>;
  publishing(organisationId: string): Promise<Setting<PublishingRule>>;
  /** Throws `STALE_SETTING`. */
  setPublishing(setting: NewSetting<PublishingRule>): Promise<Setting<PublishingRule>>;
  /** Each turn of the switch (`OrganisationStore.setSending`), newest first. */
  sendingHistory(organisationId: string): Promise<readonly Setting<SendingRule>[]>;
  formalities(organisationId: string): Promise<Setting<Formalities>>;
  formalitiesHistory(organisationId: string): Promise<readonly Setting<Formalities>[]>;
  /** Throws `STALE_SETTING`. */
  setFormalities(setting: NewSetting<Formalities>): Promise<Setting<Formalities>>;
}
