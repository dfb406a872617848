import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { textsOf, type Area, type Language } from './areas.ts';
import { pl } from './pl.ts';

export { languages, type Language } from './areas.ts';

const storageKey = 'krok-language';

/** Areas of the pages that were opened so far. */
const opened = new Set<Area>();

/** The texts that every page needs come with the first load in Polish; another language is fetched by its readers. */
export async function startI18n(): Promise<void> {
  const kept = localStorage.getItem(storageKey);
  await i18next.use(initReactI18next).init({
    resources: { pl: { translation: pl } },
    lng: 'pl',
    fallbackLng: 'pl',
    interpolation: { escapeValue: false },
  });
  await use(kept === 'en' ? 'en' : 'pl');
}

export async function changeLanguage(language: Language): Promise<void> {
  localStorage.setItem(storageKey, language);
  await use(language);
}

/** A part of the page that is ready when its texts are: nobody sees the name of a text. */
export async function withTexts<T>(part: Promise<T>, ...needed: readonly Area[]): Promise<T> {
  for (const area of needed) opened.add(area);
  const [ready] = await Promise.all([part, fetchTexts(i18next.language === 'en' ? 'en' : 'pl')]);
  return ready;
}

async function use(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    const { en } = await import('./en.ts');
    i18next.addResourceBundle('en', 'translation', en, true);
  }
  await fetchTexts(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

async function fetchTexts(language: Language): Promise<void> {
  await Promise.all(
    [...opened].map(async (area) => {
      const texts = await textsOf(area, language);
      const known: object = i18next.getResourceBundle(language, 'translation');
      if (!Object.keys(texts).every((name) => name in known)) {
        i18next.addResourceBundle(language, 'translation', texts, true);
      }
    }),
  );
}
