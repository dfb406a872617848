import { dayNumberOf } from './civil-day.ts';

/**
 * Day number of Western Easter Sunday, by the Gregorian computus: the Sunday after the first ecclesiastical full moon on
 * or after 21 March.
 */
export function easterSunday(year: number): number {
  const century = Math.floor(year / 100);
  const golden = year % 19;
  // Solar and lunar corrections of the century decide the moon's age on 1 January (the epact).
  const solar = century - Math.floor(century / 4);
  const lunar = Math.floor((8 * century + 13) / 25);
  let moon = (19 * golden + solar - lunar + 15) % 30;
  if (moon === 29 || (moon === 28 && golden > 10)) moon -= 1;
  const fullMoon = dayNumberOf(year, 3, 21) + moon;
  // Day number 3 (1970-01-04) was a Sunday; a full moon on a Sunday waits for the next one.
  return fullMoon + 7 - ((((fullMoon - 3) % 7) + 7) % 7);
}
