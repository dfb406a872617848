import type { Language } from '../../i18n/i18n.ts';
import { tableWords } from './table-words-pl.ts';

/** Words of the decision table editor in the language of the screen. */
export function tableTranslateModule(language: Language): Record<string, unknown> {
  const say = (text: string, filled: Readonly<Record<string, string>> = {}) =>
    (language === 'pl' ? (tableWords[text] ?? text) : text).replaceAll(
      /\{([^}]+)\}/g,
      (whole, name: string) => filled[name.trim()] ?? whole,
    );
  return { translate: ['value', say] };
}
