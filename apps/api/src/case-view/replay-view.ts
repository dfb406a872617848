import type { Replay, ReplayStep } from '@krok/contracts/schemas';
import type { Linked } from '@krok/engine';
import type { RecordedStep } from '@krok/simulator';
import type { ActRecord, CaseLine, CommandActor, Store } from '@krok/store';
import { caseKey } from './case-lines.ts';
import type { CaseTapes } from './case-tapes.ts';
import { migrationsOf } from './migrations-of.ts';
import { reasonOf } from './logged-step.ts';

/** Messages that the ledger sends to the cases of its invoices. */
const ofTheBooks =
  /^(invoice-(paid|reopened|corrected|disputed)|payment-received|dispute-closed|hold-(set|ended)|promise-(made|kept|broken))$/;

/** All that a browser needs to be at any position of the log by itself; steps `from` on. */
export async function replayOf(
  store: Store,
  tapes: CaseTapes,
  line: CaseLine,
  { from, size }: { readonly from: number; readonly size: number },
): Promise<Replay> {
  const [{ started, definitionOf, tape }, versions, actors, acts] = await Promise.all([
    tapes.of(line),
    store.deployments.versions(line.organisationId, line.processId),
    store.overview.actors(line.id),
    store.caseFiles.acts({ caseId: line.id }),
  ]);
  const byCommand = new Map(acts.flatMap((act) => (act.told ? [[act.told.commandId, act] as const] : [])));
  const names = messageNames(tape.steps);
  const definition = async (hash: string, linked: Linked) => {
    const deployed = versions.find((each) => each.hash === hash);
    const { xml } = await store.deployments.read(deployed?.deploymentId ?? line.deploymentId);
    return { version: deployed?.version ?? line.version, xml, executable: asRecord(linked.executable) };
  };
  const migratedTo: Replay['migratedTo'] = [];
  for (const { definition: hash } of migrationsOf(tape.steps)) {
    const to = definitionOf(hash);
    if (to !== undefined) migratedTo.push({ hash, ...(await definition(hash, to)) });
  }
  return {
    caseId: line.id,
    caseKey: caseKey(line),
    processName: line.processName,
    ...(await definition(line.startedHash, started)),
    migratedTo,
    steps: tape.steps
      .slice(from - 1, from - 1 + size)
      .map((step) => replayStep(step, actors.get(step.commandId), byCommand.get(step.commandId), names)),
    head: tape.steps.length,
  };
}

function replayStep(
  { seq, commandId, command, events, env }: RecordedStep,
  actor: CommandActor | undefined,
  act: ActRecord | undefined,
  messages: ReadonlyMap<string, string>,
): ReplayStep {
  const { now, zone, calendarVersion } = env;
  const message = 'subscription' in command ? messages.get(command.subscription) : undefined;
  return {
    seq,
    commandId,
    command: { ...command },
    events: events.map((event) => ({ ...event })),
    env: { now, zone, calendarVersion },
    origin: actor
      ? 'person'
      : command.kind === 'timeDue' || command.kind === 'calendarChanged'
        ? 'clock'
        : message !== undefined && ofTheBooks.test(message)
          ? 'books'
          : 'machine',
    actor: actor?.name ?? null,
    note: actor?.note ?? reasonOf(command),
    channel: act?.channel ?? null,
    effectId: act?.effect && act.effect.status !== 'intent' ? act.effect.id : null,
  };
}

function messageNames(steps: readonly RecordedStep[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { events } of steps) {
    for (const event of events) if (event.kind === 'messageSubscribed') names.set(event.subscription, event.name);
  }
  return names;
}

function asRecord({ elements, flows, ...rest }: object & { elements: readonly object[]; flows: readonly object[] }) {
  return { ...rest, elements: elements.map((one) => ({ ...one })), flows: flows.map((one) => ({ ...one })) };
}
