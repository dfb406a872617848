import { useTranslation } from 'react-i18next';
import type { StepEntry } from '../../designer/step-entries.ts';
import type { Language } from '../../i18n/i18n.ts';

export interface EntryText {
  readonly language: Language;
  readonly name: string;
  readonly hint: string;
  /** Name of a new element. */
  readonly initial: string;
  /** Name of what is drawn with it. */
  readonly companion: string;
}

/** Words of a palette entry: those of its step template, else of the dictionary. */
export function useEntryText(): (entry: Pick<StepEntry, 'id' | 'template'>) => EntryText {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'pl';
  return ({ id, template }) => {
    if (template) {
      const name = template.name[language];
      return { language, name, hint: template.hint[language], initial: name, companion: '' };
    }
    const key = (what: string) => `designer.entries.${id}.${what}`;
    // What needs no name has none to begin with.
    const initial = i18n.exists(key('initial')) ? i18n.t(key('initial')) : '';
    const companion = i18n.exists(key('companion')) ? i18n.t(key('companion')) : '';
    return { language, name: i18n.t(key('name')), hint: i18n.t(key('hint')), initial, companion };
  };
}
