import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import { pl } from './pl.ts';

export const languages = ['pl', 'en'] as const;
export type Language = (typeof languages)[number];

const storageKey = 'krok-language';

export function startI18n(): void {
  const kept = localStorage.getItem(storageKey);
  const language: Language = kept === 'en' ? 'en' : 'pl';
  void i18next.use(initReactI18next).init({
    resources: { pl: { translation: pl }, en: { translation: en } },
    lng: language,
    fallbackLng: 'pl',
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = language;
}

export async function changeLanguage(language: Language): Promise<void> {
  localStorage.setItem(storageKey, language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
