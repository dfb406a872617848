/** How a text travels (3GPP TS 23.038): GSM 7-bit, or UCS-2 as soon as one letter is not in the GSM alphabet, as most Polish ones are. */
export interface SmsLength {
  readonly encoding: 'gsm' | 'ucs2';
  /** Septets or UTF-16 units. */
  readonly units: number;
  /** Messages that it is sent, and paid, as. */
  readonly parts: number;
}

const GSM = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Each takes two septets. */
const GSM_EXTENSION = new Set('\f^{}\\[~]|€');

/** One message holds 160 septets or 70 units; joined ones 153 or 67 each, the rest says how they belong together. */
export function smsLength(text: string): SmsLength {
  let septets = 0;
  for (const letter of text) {
    if (GSM.has(letter)) septets += 1;
    else if (GSM_EXTENSION.has(letter)) septets += 2;
    else return { encoding: 'ucs2', units: text.length, parts: parts(text.length, 70, 67) };
  }
  return { encoding: 'gsm', units: septets, parts: parts(septets, 160, 153) };
}

/** The same text in letters of the GSM alphabet, where a sender prefers one message over Polish letters. */
export function withoutPolishLetters(text: string): string {
  return text.replaceAll(/[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]/g, (letter) => PLAIN[letter] ?? letter).replaceAll('\u00a0', ' ');
}

const PLAIN: Readonly<Record<string, string>> = Object.fromEntries(
  [...'ąćęłńóśźżĄĆĘŁŃÓŚŹŻ'].map((letter, index) => [letter, 'acelnoszzACELNOSZZ'[index] ?? letter]),
);

function parts(units: number, single: number, joined: number): number {
  return units <= single ? 1 : Math.ceil(units / joined);
}
