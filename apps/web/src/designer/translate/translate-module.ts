import type { Language } from '../../i18n/i18n.ts';
import { diagramWords } from './diagram-words-pl.ts';
import { panelWords } from './panel-words-pl.ts';

const polish: Readonly<Record<string, string>> = { ...panelWords, ...diagramWords };

/** In which language a modeler speaks; it may change while people draw. */
export interface Spoken {
  language: Language;
}

/** Words of the drawing libraries in the language of the screen. What the dictionary does not have stays as it is. */
export function translateModule(language: Language): Record<string, unknown> {
  const spoken: Spoken = { language };
  return {
    spoken: ['value', spoken],
    translate: ['value', (text: string, filled: Record<string, string> = {}) => say(text, filled, spoken.language)],
  };
}

function say(text: string, filled: Readonly<Record<string, string>>, language: Language): string {
  const words = language === 'pl' ? (polish[text] ?? polish[text.trim()] ?? text) : text;
  return words.replaceAll(/\{([^}]+)\}/g, (whole, name: string) => {
    const value = filled[name];
    if (value === undefined) return whole;
    return language === 'pl' ? (polish[value] ?? value) : value;
  });
}
