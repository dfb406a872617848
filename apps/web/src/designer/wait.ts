/** How long something waits, as people say it. */
export interface Wait {
  readonly count: number;
  readonly unit: WaitUnit;
}

export const waitUnits = ['businessDays', 'days', 'weeks', 'months', 'hours', 'minutes'] as const;
export type WaitUnit = (typeof waitUnits)[number];

/** Which child of a timer holds the text, and the text itself: ISO 8601 or FEEL. */
export interface TimerText {
  readonly property: 'timeDate' | 'timeDuration';
  readonly text: string;
}

const duration = /P(?:(\d{1,4})([DWM])|T(\d{1,4})([HM]))(?![0-9A-Z])/g;
const businessDays = /^=\s*add business days\((.+),\s*(\d{1,4})\s*\)\s*$/;
const unitOf: Readonly<Record<string, WaitUnit>> = { D: 'days', W: 'weeks', M: 'months', TH: 'hours', TM: 'minutes' };

/**
 * The one span of time that a timer's text names; null where it names none or several, so that a plain field would lie.
 * A trailing `+ duration("P1D")` means the end of the day and is no span of its own.
 */
export function readWait({ text }: TimerText): Wait | null {
  const counted = businessDays.exec(text);
  if (counted) return { count: Number(counted[2]), unit: 'businessDays' };
  const spans = [...spanned(text)];
  const [only] = spans;
  return only && spans.length === 1 ? { count: only.count, unit: only.unit } : null;
}

/** The text with another span; what it counts from is kept. */
export function writeWait(timer: TimerText, wait: Wait): TimerText {
  const { count, unit } = wait;
  const base = baseOf(timer);
  if (unit === 'businessDays')
    return { property: 'timeDate', text: `=add business days(${base ?? 'today()'}, ${count})` };
  const iso = isoOf(count, unit);
  const [only] = spanned(timer.text);
  if (only && !businessDays.test(timer.text)) {
    return { ...timer, text: timer.text.slice(0, only.at) + iso + timer.text.slice(only.at + only.length) };
  }
  if (base === null || base === 'today()') return { property: 'timeDuration', text: iso };
  return { property: 'timeDate', text: `=(${base}) + duration("${iso}")` };
}

/** What a timer counts from, as FEEL; null: from the moment at which the step is reached. */
export function baseOf({ text }: TimerText): string | null {
  const counted = businessDays.exec(text);
  if (counted) return counted[1]?.trim() ?? null;
  const added = /^=\s*(.+?)\s*\+\s*duration\("P[^"]+"\)(?:\s*\+\s*duration\("P1D"\))?\s*$/.exec(text);
  return added?.[1]?.replace(/^\((.*)\)$/, '$1') ?? null;
}

function* spanned(text: string): Generator<{ count: number; unit: WaitUnit; at: number; length: number }> {
  const body = text.replace(/(\+\s*duration\("P\w+"\)\s*)\+\s*duration\("P1D"\)\s*$/, '$1');
  for (const match of body.matchAll(duration)) {
    const [whole, day, dayUnit, clock, clockUnit] = match;
    const unit = unitOf[dayUnit ?? `T${clockUnit}`];
    if (unit) yield { count: Number(day ?? clock), unit, at: match.index, length: whole.length };
  }
}

function isoOf(count: number, unit: WaitUnit): string {
  switch (unit) {
    case 'businessDays':
    case 'days':
      return `P${count}D`;
    case 'weeks':
      return `P${count}W`;
    case 'months':
      return `P${count}M`;
    case 'hours':
      return `PT${count}H`;
    case 'minutes':
      return `PT${count}M`;
  }
}
