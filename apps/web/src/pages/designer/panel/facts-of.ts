import type { ProcedureFile } from '@krok/contracts/schemas';
import { type Fact, knownFacts } from '../../../designer/condition.ts';
import { extensionOf, textOf } from '../../../designer/moddle.ts';
import { type Injector, service } from '../../../designer/services.ts';
import { readForm } from '../form/form-model.ts';

/** What a decision of this procedure can ask: what Krok knows of every case, answers of its forms and of its tables. */
export function factsOf(of: Injector, files: readonly ProcedureFile[]): readonly Fact[] {
  const found = new Map(knownFacts.map((fact) => [fact.variable, fact]));
  for (const fact of [...ofForms(files), ...ofTables(of)])
    if (!found.has(fact.variable)) found.set(fact.variable, fact);
  return [...found.values()];
}

function ofForms(files: readonly ProcedureFile[]): readonly Fact[] {
  return files.flatMap(({ kind, content }) => {
    const fields = kind === 'form' ? (readForm(content)?.fields ?? []) : [];
    return fields.flatMap(({ type, key, label, choices, source }): Fact[] => {
      if (key === '') return [];
      const named = { variable: key, label: label === '' ? key : label };
      if (type === 'checkbox') return [{ ...named, kind: 'yesNo' }];
      if (type === 'number') return [{ ...named, kind: 'number' }];
      if (type === 'select' || type === 'radio') {
        const values = valuesOf(source, choices);
        const words = Object.fromEntries(values.map((value, index) => [value, choices[index] ?? value]));
        return [{ ...named, kind: 'choice', values, words }];
      }
      return type === 'textfield' ? [{ ...named, kind: 'text' }] : [];
    });
  });
}

function valuesOf(source: Readonly<Record<string, unknown>>, choices: readonly string[]): readonly string[] {
  const values: unknown = source['values'];
  if (!Array.isArray(values)) return choices;
  return values.flatMap((each: unknown) =>
    typeof each === 'object' && each !== null && 'value' in each && typeof each.value === 'string' ? [each.value] : [],
  );
}

/** The result of a table: its author knows which answers it gives. */
function ofTables(of: Injector): readonly Fact[] {
  const tasks = service(of, 'elementRegistry').filter(({ type }) => type === 'bpmn:BusinessRuleTask');
  return tasks.flatMap(({ businessObject }): Fact[] => {
    const called = extensionOf(businessObject, 'zeebe:CalledDecision');
    const variable = textOf(called, 'resultVariable');
    const label = textOf(businessObject, 'name') || variable;
    return /^[A-Za-z_]\w*$/.test(variable) ? [{ variable, kind: 'text', label }] : [];
  });
}
