import type { Rule } from './rule.ts';

/** Two elements of one level with one name: lists and messages can't tell them apart. */
export const namesTwice: Rule = (process, add) => {
  const first = new Map<string, string>();
  for (const element of process.elements) {
    const name = element.name?.trim() ?? '';
    if (name === '' || element.type.endsWith('Event') || element.type.endsWith('Gateway')) continue;
    const key = `${element.scope}/${name}`;
    const other = first.get(key);
    if (other === undefined) first.set(key, element.id);
    else add('name-twice', 'info', element.id, { name, other });
  }
};

export const tasksWithoutForm: Rule = (process, add) => {
  for (const element of process.elements) {
    if (element.type === 'userTask' && element.form === undefined) add('form-missing-for-task', 'info', element.id);
  }
};

/** Job types that nobody here performs: an external worker would have to. */
export const jobTypes: Rule = (process, add, { jobTypes: known }) => {
  if (known === undefined) return;
  for (const element of process.elements) {
    if (!('job' in element) || element.job === undefined) continue;
    const { type } = element.job;
    if (type.kind === 'static' && type.text !== '' && !known.includes(type.text))
      add('job-type-unknown', 'warning', element.id, { type: type.text });
  }
};
