import type { Spoken } from './translate-module.ts';

/** Titles that the decision table's editor writes without asking for a translation. */
const polish: Readonly<Record<string, string>> = { 'Move Input': 'Przesuń wejście', 'Move Output': 'Przesuń wyjście' };
const english = Object.fromEntries(Object.entries(polish).map(([en, pl]) => [pl, en]));

/** Puts those titles into the language that is spoken, now and as columns come; the answer ends it. */
export function speakFixedTitles(host: HTMLElement, spoken: Spoken): () => void {
  const speak = () => {
    const words = spoken.language === 'pl' ? polish : english;
    for (const each of host.querySelectorAll('[title]')) {
      const other = words[each.getAttribute('title') ?? ''];
      if (other !== undefined) each.setAttribute('title', other);
    }
  };
  const watch = new MutationObserver(speak);
  watch.observe(host, { childList: true, subtree: true });
  speak();
  return () => watch.disconnect();
}
