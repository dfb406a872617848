/** Where random values come from: the same seed gives the same values in the same order. */
export interface RandomSource {
  readonly seed: string;
  /** How many values have been drawn; the next draw adds one. */
  drawn: number;
}

/** A UUID of version 4 (RFC 9562). */
export function drawUuid(source: RandomSource): string {
  const hex = draw(source)
    .map((word) => word.toString(16).padStart(8, '0'))
    .join('');
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) & 3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** From 0 up to, not including, 1, with 15 digits: an exact decimal and as good as any double. */
export function drawNumber(source: RandomSource): number {
  const [high, low] = draw(source);
  const fraction = ((high & 0xfffff) * 2 ** 32 + low) / 2 ** 52;
  return Math.floor(fraction * DIGITS) / DIGITS;
}

type Words = [number, number, number, number];

/** 128 bits of the seed and the number of the draw: nobody's secret, only never twice the same. */
function draw(source: RandomSource): Words {
  const text = `${source.seed}/${source.drawn}`;
  source.drawn += 1;
  const words: Words = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x6a09e667];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    for (let lane = 0; lane < 4; lane += 1) {
      words[lane] = finish(Math.imul((words[lane] as number) ^ code, MULTIPLIERS[lane] as number));
    }
  }
  // Every bit of each word comes to depend on all of them.
  for (let round = 0; round < 4; round += 1) {
    for (let lane = 0; lane < 4; lane += 1) {
      const other = words[(lane + 1) & 3] as number;
      words[lane] = finish((words[lane] as number) + other + round);
    }
  }
  return words;
}

/** Finaliser of MurmurHash3 (public domain): unsigned. */
function finish(word: number): number {
  let h = word >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const MULTIPLIERS: Readonly<Words> = [0x01000193, 0x5bd1e995, 0x27d4eb2f, 0x165667b1];
const DIGITS = 1e15;
