import type { Command } from '@krok/engine';
import { sealJson } from '../seal.ts';
import { newId } from '../uuid.ts';
import type { Work } from '../work.ts';

export interface NewCommand {
  readonly organisationId: string;
  readonly caseId: string;
  readonly command: Command;
  /** Epoch ms on the organisation's clock. */
  readonly at: number;
  /** A message on its way to a subscription. */
  readonly message?: { readonly row: string; readonly subscription: string };
  readonly actId?: string;
  /** User id of the person who wants it. */
  readonly by?: string;
  /** Chosen by who asks, a UUID; else a new one. */
  readonly id?: string;
  /** Head of the log that the asking person saw: refused where the case has another. */
  readonly seen?: number;
}

/** Puts a command on its way to a case. Gives its id, under which the case will log it. */
export async function enqueueCommand(work: Work, { command, ...to }: NewCommand): Promise<string> {
  const id = to.id ?? newId();
  const key = await work.keys.ofCase(work.tx, to.caseId);
  await work.tx
    .insertInto('outbox')
    .values({
      id,
      organisation_id: to.organisationId,
      kind: 'command',
      lane: caseLane(to.caseId),
      case_id: to.caseId,
      command_kind: command.kind,
      command: sealJson(key, commandPlace(id), command),
      at: to.at,
      message_row: to.message?.row ?? null,
      subscription: to.message?.subscription ?? null,
      act_id: to.actId ?? null,
      actor: to.by ?? null,
      seen: to.seen ?? null,
    })
    .execute();
  work.rings = true;
  return id;
}

/** Commands that say nothing but their kind: many at once, without a key. */
export async function enqueueBare(
  work: Work,
  organisationId: string,
  caseIds: readonly string[],
  kind: BareCommandKind,
  at: number,
): Promise<void> {
  if (caseIds.length === 0) return;
  const rows = caseIds.map((caseId) => ({
    id: newId(),
    organisation_id: organisationId,
    kind: 'command' as const,
    lane: caseLane(caseId),
    case_id: caseId,
    command_kind: kind,
    at,
  }));
  for (let from = 0; from < rows.length; from += CHUNK) {
    await work.tx
      .insertInto('outbox')
      .values(rows.slice(from, from + CHUNK))
      .execute();
  }
  work.rings = true;
}

export async function enqueueStart(work: Work, organisationId: string, caseId: string, at: number): Promise<void> {
  await work.tx
    .insertInto('outbox')
    .values({
      id: newId(),
      organisation_id: organisationId,
      kind: 'startCase',
      lane: caseLane(caseId),
      case_id: caseId,
      at,
    })
    .execute();
  work.rings = true;
}

export async function wakeDesks(
  work: Work,
  organisationId: string,
  deskKeys: readonly string[],
  at: number,
): Promise<void> {
  if (deskKeys.length === 0) return;
  await work.tx
    .insertInto('outbox')
    .values(
      deskKeys.map((deskKey) => ({
        id: newId(),
        organisation_id: organisationId,
        kind: 'wakeDesk' as const,
        lane: `desk:${deskKey}`,
        desk_key: deskKey,
        at,
      })),
    )
    .execute();
  work.rings = true;
}

/** Listings or claims to be looked at. */
export async function wakeEntries(
  work: Work,
  organisationId: string,
  entry: 'listing' | 'claim',
  ids: readonly string[],
  at: number,
): Promise<void> {
  if (ids.length === 0) return;
  await work.tx
    .insertInto('outbox')
    .values(
      ids.map((id) => ({
        id: newId(),
        organisation_id: organisationId,
        kind: entry === 'listing' ? ('wakeListing' as const) : ('wakeClaim' as const),
        lane: `${entry}:${id}`,
        woken: id,
        at,
      })),
    )
    .execute();
  work.rings = true;
}

export type BareCommandKind = 'timeDue' | 'calendarChanged';

/** The sealed command of a row; a bare one is its kind. */
export function commandPlace(outboxId: string): string {
  return `command ${outboxId}`;
}

const CHUNK = 1_000;

function caseLane(caseId: string): string {
  return `case:${caseId}`;
}
