import type { Language } from '../../i18n/i18n.ts';
import { tableWords } from './table-words-pl.ts';
import type { Spoken } from './translate-module.ts';

/** Words of the decision table editor in the language that is spoken at the moment. */
export function tableTranslateModule(spoken: Spoken): Record<string, unknown> {
  const translate = (text: string, filled?: Readonly<Record<string, string>>) => say(text, filled, spoken.language);
  return { translate: ['value', translate] };
}

function say(text: string, filled: Readonly<Record<string, string>> = {}, language: Language): string {
  return (language === 'pl' ? (tableWords[text] ?? text) : text).replaceAll(
    /\{([^}]+)\}/g,
    (whole, name: string) => filled[name.trim()] ?? whole,
  );
}
