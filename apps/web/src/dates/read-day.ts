/**
 * A day as people write it: `2026-12-01`, `1.12`, `01.12.2026`, `1 Dec 2026`, `1 grudnia`, `+7`, `-7`, `pt` or
 * `fri` (the next one), `jutro`. Null for anything else. A day without a year is the next such day, or the last one where it
 * is about the past.
 */
export function readDay(text: string, today: string, about: 'coming' | 'past' = 'coming'): string | null {
  const said = text.trim().toLowerCase();
  const away = /^[+-]\d{1,3}$/.exec(said);
  if (away) return daysFrom(today, Number(said));
  if (said in WORDS) return daysFrom(today, WORDS[said] ?? 0);
  const weekday = WEEKDAYS.findIndex((names) => names.includes(said));
  if (weekday >= 0) return daysFrom(today, ((weekday - weekdayOf(today) + 6) % 7) + 1);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(said);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const written =
    /^(\d{1,2})[./](\d{1,2})(?:[./](\d{4})?)?$/.exec(said) ?? /^(\d{1,2}) (\p{L}{3,})\.?(?: (\d{4}))?$/u.exec(said);
  if (!written) return null;
  const [, first, second = '', itsYear] = written;
  const [day, month] = [Number(first), Number(second) || monthOf(second)];
  if (itsYear !== undefined) return dayOf(Number(itsYear), month, day);
  const year = Number(today.slice(0, 4));
  const near = dayOf(year, month, day);
  if (near === null) return null;
  if (about === 'past') return near > today ? dayOf(year - 1, month, day) : near;
  return near < today ? dayOf(year + 1, month, day) : near;
}

/** A time of day: `14:30`, `14.30`, `9`. */
export function readTime(text: string): string | null {
  const [, hour, minute = '00'] = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text.trim()) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return null;
  return `${hour.padStart(2, '0')}:${minute}`;
}

/** The instant of a local day and time in a zone, ISO 8601 in UTC. */
export function instantAt(day: string, time: string, zone: string): string {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  // Twice: the first guess may fall on the other side of a change of the clocks.
  const first = wanted - offsetAt(wanted, zone);
  return new Date(wanted - offsetAt(first, zone)).toISOString();
}

export function daysFrom(day: string, days: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
}

const WORDS: Record<string, number> = {
  dziś: 0,
  dzis: 0,
  dzisiaj: 0,
  today: 0,
  wczoraj: -1,
  yesterday: -1,
  jutro: 1,
  tomorrow: 1,
  pojutrze: 2,
};
/** From Monday on. */
const WEEKDAYS: readonly (readonly string[])[] = [
  ['pn', 'pon', 'poniedziałek', 'poniedzialek', 'mon', 'monday'],
  ['wt', 'wto', 'wtorek', 'tue', 'tuesday'],
  ['śr', 'sr', 'śro', 'sro', 'środa', 'sroda', 'wed', 'wednesday'],
  ['cz', 'czw', 'czwartek', 'thu', 'thursday'],
  ['pt', 'pią', 'pia', 'piątek', 'piatek', 'fri', 'friday'],
  ['so', 'sob', 'sobota', 'sat', 'saturday'],
  ['nd', 'nie', 'niedziela', 'sun', 'sunday'],
];

/** How months begin, in Polish and in English: `paź` and `października` are the same one. */
const MONTHS = [
  ['sty', 'jan'],
  ['lut', 'feb'],
  ['mar'],
  ['kwi', 'apr'],
  ['maj', 'may'],
  ['cze', 'jun'],
  ['lip', 'jul'],
  ['sie', 'aug'],
  ['wrz', 'sep'],
  ['paź', 'paz', 'oct'],
  ['lis', 'nov'],
  ['gru', 'dec'],
];

/** From January on, 1; 0 for a word that is no month. */
function monthOf(word: string): number {
  return MONTHS.findIndex((names) => names.includes(word.slice(0, 3))) + 1;
}

/** 0 is Monday. */
function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const fits = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return fits ? date.toISOString().slice(0, 10) : null;
}

/** Milliseconds that the zone's clocks are ahead of UTC. */
export function offsetAt(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(instant);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '00';
  const local = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}Z`;
  return Date.parse(local) - Math.floor(instant / 1000) * 1000;
}
