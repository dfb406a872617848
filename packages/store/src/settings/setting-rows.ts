import { type ContactPolicy, DEFAULT_CONTACT_POLICY, DEFAULT_FORMALITIES, type Formalities } from '@krok/receivables';
import type { Selectable } from 'kysely';
import type { Db, Tx } from '../database.ts';
import type { PublishingRule, SendingRule, Setting } from '../surface/settings.ts';
import type { OrganisationSettingTable } from '../tables/organisations.ts';

export interface Settings {
  readonly contactPolicy: ContactPolicy;
  readonly formalities: Formalities;
  readonly publishing: PublishingRule;
  readonly sending: SendingRule;
}

const DEFAULTS: Settings = {
  contactPolicy: DEFAULT_CONTACT_POLICY,
  formalities: DEFAULT_FORMALITIES,
  publishing: { secondPerson: false },
  sending: { enabled: false },
};

/** The version in force. */
export async function settingOf<Kind extends keyof Settings>(
  executor: Db | Tx,
  organisationId: string,
  kind: Kind,
): Promise<Setting<Settings[Kind]>> {
  const [newest] = await settingRows(executor, organisationId, kind).limit(1).execute();
  return newest === undefined ? defaultOf(kind) : toSetting(kind, newest);
}

/** Newest first, the default last. */
export async function settingHistory<Kind extends keyof Settings>(
  executor: Db | Tx,
  organisationId: string,
  kind: Kind,
): Promise<Setting<Settings[Kind]>[]> {
  const rows = await settingRows(executor, organisationId, kind).execute();
  return [...rows.map((row) => toSetting(kind, row)), defaultOf(kind)];
}

/** The caller holds the lock of the organisation's settings. */
export async function addVersion<Kind extends keyof Settings>(
  tx: Tx,
  kind: Kind,
  added: {
    readonly organisationId: string;
    readonly version: number;
    readonly content: Settings[Kind];
    readonly note: string | null;
    readonly by: string | null;
    readonly at: number;
  },
): Promise<void> {
  const { organisationId, version, content, note, by, at } = added;
  await tx
    .insertInto('organisation_setting')
    .values({
      organisation_id: organisationId,
      kind,
      version,
      content: JSON.stringify(content),
      note,
      set_by: by,
      set_at: at,
    })
    .execute();
}

function settingRows(executor: Db | Tx, organisationId: string, kind: keyof Settings) {
  return executor
    .selectFrom('organisation_setting')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('kind', '=', kind)
    .orderBy('version', 'desc');
}

/** Fields that a version does not know yet are as the default says. */
function toSetting<Kind extends keyof Settings>(
  kind: Kind,
  { version, content, note, set_by: setBy, set_at: setAt }: Selectable<OrganisationSettingTable>,
): Setting<Settings[Kind]> {
  return { version, content: { ...DEFAULTS[kind], ...(content as Settings[Kind]) }, note, setBy, setAt };
}

function defaultOf<Kind extends keyof Settings>(kind: Kind): Setting<Settings[Kind]> {
  return { version: 0, content: DEFAULTS[kind], note: null, setBy: null, setAt: null };
}
