import { stepTemplateOf } from '@krok/contracts/types';
import { useTranslation } from 'react-i18next';
import type { DescribedElement } from '../../designer/compare/describe-diagram.ts';
import type { ValueChange } from '../../designer/compare/compare-diagrams.ts';
import { readWait } from '../../designer/wait.ts';

export interface ChangeWords {
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A changed property in words; one that has no words keeps its path, for the expert. */
export function useChangeWords(): (element: DescribedElement, change: ValueChange) => ChangeWords {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'pl';
  return (element, { path, before, after }) => {
    const [, header] = /^extensionElements\.TaskHeaders\.values?\.?(?:Header\.)?([\w-]+)\.value$/.exec(path) ?? [];
    const plain = (what: string): ChangeWords => ({ what, before, after });
    if (/\.(timeDate|timeDuration|timeCycle)\.body$/.test(path)) {
      const say = (text: string | null) => {
        const wait = text === null ? null : readWait({ property: 'timeDate', text });
        return wait ? `${wait.count} ${t(`designer.units.${wait.unit}`, { count: wait.count })}` : text;
      };
      const words = { what: t('designer.changes.wait'), before: say(before), after: say(after) };
      // Another way of counting with the same number must not look like no change.
      return words.before === words.after ? { ...words, before, after } : words;
    }
    if (header !== undefined) {
      const type = element.values.get('extensionElements.TaskDefinition.type') ?? '';
      const field = stepTemplateOf(type)?.fields.find((each) => each.header === header);
      return plain(field ? field.label[language] : header);
    }
    if (path === 'name') return plain(t('designer.changes.name'));
    if (path.startsWith('documentation')) return plain(t('designer.documentation'));
    if (path.startsWith('conditionExpression')) return plain(t('designer.flow.condition'));
    if (path === 'default') return plain(t('designer.flow.otherwise'));
    if (path === 'sourceRef' || path === 'targetRef') return plain(t(`designer.changes.${path}`));
    if (path.endsWith('messageRef')) return plain(t('designer.message.label'));
    const [, property] = /^extensionElements\.Properties\.properties\.Property\.(\w+)\.value$/.exec(path) ?? [];
    if (property !== undefined && i18n.exists(`designer.process.${property}`))
      return plain(i18n.t(`designer.process.${property}`));
    if (path.includes('AssignmentDefinition.candidateGroups')) return plain(t('designer.person.who'));
    return plain(path.replaceAll(/^extensionElements\.|values\./g, ''));
  };
}
