/** Words that say of themselves that they name nobody. The nouns are feminine, as the adjectives are. */
export const TRADES = [
  'Piekarnia',
  'Stolarnia',
  'Kwiaciarnia',
  'Hurtownia',
  'Drukarnia',
  'Cukiernia',
  'Księgarnia',
  'Garbarnia',
  'Palarnia',
  'Tkalnia',
  'Odlewnia',
  'Lakiernia',
  'Pracownia',
  'Winiarnia',
  'Szwalnia',
  'Wytwórnia',
] as const;

export const INVENTED = [
  'Zmyślona',
  'Nieistniejąca',
  'Bajkowa',
  'Urojona',
  'Fikcyjna',
  'Wymyślona',
  'Niebyła',
  'Księżycowa',
  'Przykładowa',
  'Legendarna',
  'Rzekoma',
  'Domniemana',
  'Nierzeczywista',
  'Papierowa',
  'Pozorna',
  'Wyśniona',
  'Umowna',
  'Baśniowa',
  'Zjawiskowa',
] as const;

export const PEOPLE = [
  ['Żaneta', 'Nieistniejąca'],
  ['Józef', 'Zmyślony'],
  ['Łucja', 'Bajkowa'],
  ['Święcisława', 'Urojona'],
  ['Zdzisław', 'Fikcyjny'],
  ['Grażyna', 'Wymyślona'],
  ['Błażej', 'Niebyły'],
  ['Małgorzata', 'Przykładowa'],
  ['Mścisław', 'Rzekomy'],
  ['Halina', 'Domniemana'],
  ['Ździebor', 'Legendarny'],
  ['Agnieszka', 'Pozorna'],
] as const;

/** Neither places nor their post offices exist. */
export const TOWNS = ['Nibyłęg', 'Zmyślin', 'Bajkowo', 'Wymyślice', 'Fikcyjnów', 'Złudzeniec'] as const;
export const STREETS = [
  'Wymyślona',
  'Bajkowa',
  'Księżycowa',
  'Żółtych Smoków',
  'Szklanej Góry',
  'Siódmej Rzeki',
] as const;
