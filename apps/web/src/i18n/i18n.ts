import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { pl } from './pl.ts';

export const languages = ['pl', 'en'] as const;
export type Language = (typeof languages)[number];

const storageKey = 'krok-language';

/** Polish comes with the page; another language is fetched by whoever has chosen it. */
export async function startI18n(): Promise<void> {
  const kept = localStorage.getItem(storageKey);
  const language: Language = kept === 'en' ? 'en' : 'pl';
  await i18next.use(initReactI18next).init({
    resources: { pl: { translation: pl } },
    lng: 'pl',
    fallbackLng: 'pl',
    interpolation: { escapeValue: false },
  });
  await use(language);
}

export async function changeLanguage(language: Language): Promise<void> {
  localStorage.setItem(storageKey, language);
  await use(language);
}

async function use(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    const { en } = await import('./en.ts');
    i18next.addResourceBundle('en', 'translation', en);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
