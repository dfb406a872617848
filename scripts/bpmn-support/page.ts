import { compileBpmn, type EventPlace, type Feature, neverReached, unsupported } from '@krok/bpmn/xml';
import { registry } from '../../packages/engine/src/elements/registry.ts';
import { eventKinds, eventProbe, fileOf, placesOfBoth } from './event-probes.ts';
import { type GoldenCase, goldenCases, showing } from './golden-cases.ts';
import { others, traits } from './other-probes.ts';

/** The text of docs/bpmn-support.md, from the engine's registry, what the deployment answers to probes, and the golden cases. */
export async function bpmnSupportPage(): Promise<string> {
  const cases = await goldenCases();
  const lines = [
    '# What runs of BPMN',
    '',
    'Written by `node scripts/write-bpmn-support.ts` from the registry of the engine, from what the deployment answers to a small diagram for',
    'each line, and from the golden cases in `packages/engine/test/cases`; a test fails when it is out of date. What is refused is refused at the',
    'deployment, with element and reason. Each event that runs is set going in the engine by',
    '`scripts/test/accepted-events.test.ts`. How BPMN is read where it leaves room: [decision 6](decisions/0006-readings-of-bpmn.md).',
    '',
    '## Elements',
    '',
    ...table(['element', 'answer', 'golden cases'], elementRows(cases)),
    '',
    '## Events',
    '',
  ];
  for (const { place, title } of places) {
    lines.push(`### ${title}`, '', ...table(['event', 'answer', 'golden cases'], await eventRows(place, cases)), '');
  }
  lines.push('## Traits of elements', '', ...table(['trait', 'answer', 'golden cases'], traitRows(cases)), '');
  lines.push('## Other parts', '', ...table(['part', 'answer'], await otherRows()), '');
  lines.push(
    '## Combinations that are refused or never reached',
    '',
    ...table(['combination', 'answer'], combinationRows()),
    '',
  );
  const all = cases.map(({ name, clause, says, secondReader }) => {
    return [linkOf(name), clause.replace('BPMN 2.0.2 ', ''), says, secondReader ? '2' : '1'];
  });
  lines.push('## Golden cases', '', ...aboutCases, '', ...table(['case', 'clause', 'what it shows', 'readers'], all));
  return `${lines.join('\n')}\n`;
}

const aboutCases = [
  'Clauses of BPMN 2.0.2. *Readers* says who has compared the trace with the clause: 1 who wrote it, 2 also somebody who had worked out from the',
  'diagram alone what must happen before looking at the trace.',
];

const places: readonly { readonly place: EventPlace; readonly title: string }[] = [
  { place: 'start', title: 'Start of a process' },
  { place: 'event-sub-process-start', title: 'Start of an event sub-process' },
  { place: 'catch', title: 'Intermediate, catching' },
  { place: 'boundary', title: 'Boundary' },
  { place: 'throw', title: 'Intermediate, throwing' },
  { place: 'end', title: 'End' },
];

function elementRows(cases: readonly GoldenCase[]): readonly (readonly string[])[] {
  return (Object.keys(registry) as (keyof typeof registry)[]).map((type) => {
    const feature: Feature = `element:${type}`;
    const row = [nameOf(type), answerOf(feature)];
    return type === 'process' ? [...row, 'all'] : [...row, linksTo(showing(cases, feature))];
  });
}

async function eventRows(place: EventPlace, cases: readonly GoldenCase[]): Promise<readonly (readonly string[])[]> {
  const rows: (readonly string[])[] = [];
  const both = placesOfBoth.includes(place);
  for (const kind of eventKinds) {
    if (kind === 'parallelMultiple' && (place === 'throw' || place === 'end')) continue;
    for (const interrupting of both ? [true, false] : [true]) {
      const answer = await deploymentAnswer(eventProbe(place, kind, interrupting));
      const feature = `${place}:${kind}${interrupting ? '' : '/non-interrupting'}`;
      const name = `${nameOf(kind)}${interrupting ? '' : ', non-interrupting'}`;
      rows.push([name, answer, linksTo(showing(cases, feature))]);
    }
  }
  return rows;
}

function traitRows(cases: readonly GoldenCase[]): readonly (readonly string[])[] {
  return traits.map(({ name, feature }) => [name, answerOf(feature as Feature), linksTo(showing(cases, feature))]);
}

async function otherRows(): Promise<readonly (readonly string[])[]> {
  return Promise.all(
    others.map(async ({ name, content, effect }) => {
      return [name, await partAnswer(content, effect)];
    }),
  );
}

function combinationRows(): readonly (readonly string[])[] {
  const refused = Object.entries(unsupported).map(([feature, reason]) => [`\`${feature}\``, `refused: ${reason}`]);
  const idle = Object.entries(neverReached).map(([feature, reason]) => [`\`${feature}\``, `warning: ${reason}`]);
  return [...refused, ...idle];
}

/** What a deployment says to a process with this content. */
async function deploymentAnswer(content: string): Promise<string> {
  const { deployable, findings } = await compileBpmn(fileOf(content));
  if (!deployable) {
    const errors = findings.filter(({ severity }) => severity === 'error');
    return `refused: ${[...new Set(errors.map(({ message }) => message))].join('; ')}`;
  }
  const idle = findings.find(({ rule }) => rule === 'not-supported');
  return idle ? `warning: ${idle.message}` : 'runs';
}

/** The executable form has no place for it: what the deployment warns of is all that is said of it. */
async function partAnswer(content: string, effect = 'without effect on what runs'): Promise<string> {
  const answer = await deploymentAnswer(content);
  if (answer !== 'runs') return answer;
  const { findings } = await compileBpmn(fileOf(content));
  if (findings.length === 0) return `accepted, ${effect}`;
  return `accepted; the deployment warns: ${findings.map(({ message }) => message).join('; ')}`;
}

function answerOf(feature: Feature): string {
  const reason = unsupported[feature];
  return reason === undefined ? 'runs' : `refused: ${reason}`;
}

function linksTo(cases: readonly GoldenCase[]): string {
  return cases.map(({ name, clause }) => `${linkOf(name)} ${clause.replace('BPMN 2.0.2 ', '')}`).join(', ') || '–';
}

function linkOf(name: string): string {
  return `[${name}](../packages/engine/test/cases/${name}.trace.json)`;
}

/** `parallelMultiple` is "parallel multiple". */
function nameOf(type: string): string {
  return (
    names[type] ??
    type.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace('sub process', 'sub-process')
  );
}

const names: Readonly<Record<string, string>> = {
  adHocSubProcess: 'ad-hoc sub-process',
  scriptTask: 'script task (a job)',
  feelScriptTask: 'script task in FEEL',
  businessRuleTask: 'business rule task (a job)',
  decisionTask: 'business rule task with a decision',
  eventBasedGateway: 'event-based gateway',
};

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)];
}
