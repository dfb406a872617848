import type { Language } from '../../i18n/i18n.ts';
import { diagramWords } from './diagram-words-pl.ts';
import { panelWords } from './panel-words-pl.ts';

const polish: Readonly<Record<string, string>> = { ...panelWords, ...diagramWords };

/** Words of the drawing libraries in the language of the screen. What the dictionary does not have stays as it is. */
export function translateModule(language: Language): Record<string, unknown> {
  return { translate: ['value', (text: string, filled: Record<string, string> = {}) => say(text, filled, language)] };
}

function say(text: string, filled: Readonly<Record<string, string>>, language: Language): string {
  const words = language === 'pl' ? (polish[text] ?? polish[text.trim()] ?? text) : text;
  return words.replaceAll(/\{([^}]+)\}/g, (whole, name: string) => {
    const value = filled[name];
    if (value === undefined) return whole;
    return language === 'pl' ? (polish[value] ?? value) : value;
  });
}
