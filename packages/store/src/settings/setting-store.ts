import { checkContactPolicy } from '@krok/receivables';
import { sql } from 'kysely';
import { StoreError } from '../errors.ts';
import { lockSettings } from '../locks.ts';
import { presentOf } from '../organisations/present.ts';
import { wakeDesks } from '../outbox/enqueue.ts';
import type { NewSetting, Setting, SettingStore } from '../surface/settings.ts';
import { type StoreContext, transact, type Work } from '../work.ts';
import { addVersion, settingHistory, settingOf, type Settings } from './setting-rows.ts';

export function settingStore(context: StoreContext): SettingStore {
  const { db } = context;
  return {
    contactPolicy: (organisationId) => settingOf(db, organisationId, 'contactPolicy'),
    contactPolicyHistory: (organisationId) => settingHistory(db, organisationId, 'contactPolicy'),
    setContactPolicy: async (setting) => {
      const [problem] = checkContactPolicy(setting.content);
      if (problem !== undefined) {
        throw new StoreError(
          'WRONG_SETTING',
          `Expected a setting within its bounds but ${problem.field} is not: ${problem.expected}`,
          { field: problem.field },
        );
      }
      return setSetting(context, 'contactPolicy', setting, lookAgain);
    },
    formalities: (organisationId) => settingOf(db, organisationId, 'formalities'),
    formalitiesHistory: (organisationId) => settingHistory(db, organisationId, 'formalities'),
    sendingHistory: async (organisationId) =>
      (await settingHistory(db, organisationId, 'sending')).filter(({ version }) => version > 0),
    publishing: (organisationId) => settingOf(db, organisationId, 'publishing'),
    setPublishing: (setting) => setSetting(context, 'publishing', setting),
    setFormalities: (setting) => setSetting(context, 'formalities', setting),
  };
}

function setSetting<Kind extends keyof Settings>(
  context: StoreContext,
  kind: Kind,
  { organisationId, over, content, note, by }: NewSetting<Settings[Kind]>,
  after?: (work: Work, organisationId: string, at: number) => Promise<void>,
): Promise<Setting<Settings[Kind]>> {
  return transact(context, async (work) => {
    const { tx } = work;
    await lockSettings(tx, organisationId);
    const { version } = await settingOf(tx, organisationId, kind);
    if (version !== over) {
      throw new StoreError('STALE_SETTING', `Expected version ${version} of the setting but got ${over}.`, { version });
    }
    const at = await presentOf(tx, organisationId);
    await addVersion(tx, kind, { organisationId, version: version + 1, content, note: note ?? null, by, at });
    await after?.(work, organisationId, at);
    return settingOf(tx, organisationId, kind);
  });
}

/** Acts that wait for a window, a cap or others to join them: another policy may let them go. */
async function lookAgain(work: Work, organisationId: string, at: number): Promise<void> {
  const { rows } = await sql<{ desk_key: string }>`
    UPDATE act SET plan_at = ${at} WHERE organisation_id = ${organisationId} AND state = 'due'
      AND reason IN ('joining', 'outsideWindow', 'dailyCap', 'weeklyCap')
    RETURNING desk_key`.execute(work.tx);
  const desks = [...new Set(rows.map((row) => row.desk_key))];
  await wakeDesks(work, organisationId, desks, at);
}
