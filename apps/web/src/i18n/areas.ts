export const languages = ['pl', 'en'] as const;
export type Language = (typeof languages)[number];

type Texts = Readonly<Record<string, object>>;

/** Texts of an area in each language; they come with the first page that needs them (layout/router.tsx). */
export const areas = {
  case: { pl: () => import('./case-pl.ts'), en: () => import('./case-en.ts') },
  caseFile: { pl: () => import('./case-file-pl.ts'), en: () => import('./case-file-en.ts') },
  cases: { pl: () => import('./cases-pl.ts'), en: () => import('./cases-en.ts') },
  designer: { pl: () => import('./designer-pl.ts'), en: () => import('./designer-en.ts') },
  designerChecks: { pl: () => import('./designer-checks-pl.ts'), en: () => import('./designer-checks-en.ts') },
  designerLife: { pl: () => import('./designer-life-pl.ts'), en: () => import('./designer-life-en.ts') },
  desk: { pl: () => import('./desk-pl.ts'), en: () => import('./desk-en.ts') },
  history: { pl: () => import('./history-pl.ts'), en: () => import('./history-en.ts') },
  ledger: { pl: () => import('./ledger-pl.ts'), en: () => import('./ledger-en.ts') },
  migration: { pl: () => import('./migration-pl.ts'), en: () => import('./migration-en.ts') },
  money: { pl: () => import('./money-pl.ts'), en: () => import('./money-en.ts') },
  operations: { pl: () => import('./operations-pl.ts'), en: () => import('./operations-en.ts') },
  oversight: { pl: () => import('./oversight-pl.ts'), en: () => import('./oversight-en.ts') },
  procedures: { pl: () => import('./procedures-pl.ts'), en: () => import('./procedures-en.ts') },
  register: { pl: () => import('./register-pl.ts'), en: () => import('./register-en.ts') },
  repairs: { pl: () => import('./repairs-pl.ts'), en: () => import('./repairs-en.ts') },
  replay: { pl: () => import('./replay-pl.ts'), en: () => import('./replay-en.ts') },
  sandbox: { pl: () => import('./sandbox-pl.ts'), en: () => import('./sandbox-en.ts') },
  settings: { pl: () => import('./settings-pl.ts'), en: () => import('./settings-en.ts') },
  work: { pl: () => import('./work-pl.ts'), en: () => import('./work-en.ts') },
} satisfies Record<string, Record<Language, () => Promise<Texts>>>;

export type Area = keyof typeof areas;

/** The texts of an area: its file may hold several dictionaries. */
export async function textsOf(area: Area, language: Language): Promise<Texts> {
  return Object.assign({}, ...Object.values(await areas[area][language]()));
}
