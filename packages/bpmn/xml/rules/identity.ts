import { shorten } from '../compile/expressions.ts';
import { referenceLimits } from '../limits.ts';
import { scopesOf, type Rule } from './rule.ts';

/** What stands in paths and commands unescaped. */
const STARTABLE = /^[A-Za-z0-9_][A-Za-z0-9_.:-]*$/;

/** What a deployment needs at all: an executable process, and ids to speak of its elements. */
export const identityRules: readonly Rule[] = [
  {
    code: 'process-not-executable',
    clause: 'BPMN 2.0 §10.2',
    check: (diagram, report) => {
      if (diagram.processes.some((process) => process.executable)) return;
      const [first] = diagram.processes;
      report.error(
        'process-not-executable',
        first?.id,
        `Expected a process with isExecutable="true" but ${first ? 'none of the file is' : 'there is no process'}`,
      );
    },
  },
  {
    code: 'id-illegal',
    clause: 'BPMN 2.0 §8.2.1',
    check: (diagram, report) => {
      for (const { id, executable } of diagram.processes) {
        if (!executable || id === undefined || (id.length <= referenceLimits.length && STARTABLE.test(id))) continue;
        report.error(
          'id-illegal',
          id,
          `Expected at most ${referenceLimits.length} letters of ASCII, digits, _ . : - as the id of a process, by which it is started, but it is "${shorten(id)}"`,
        );
      }
    },
  },
  {
    code: 'id-missing',
    clause: 'BPMN 2.0 §8.2.1',
    check: (diagram, report) => {
      for (const scope of scopesOf(diagram)) {
        const around = scope.id;
        if (around === undefined && !scope.owner)
          report.error('id-missing', undefined, 'Expected an id for every process but one has none');
        for (const node of scope.nodes) {
          if (node.id === undefined)
            report.error('id-missing', around, `Expected an id for every element but a ${node.type} has none`);
        }
        for (const flow of scope.flows) {
          if (flow.id === undefined)
            report.error('id-missing', around, 'Expected an id for every sequence flow but one has none');
        }
      }
    },
  },
];
