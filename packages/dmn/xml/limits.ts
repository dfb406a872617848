/** Bounds of an uploaded decision file. Exceeding one refuses the file before anything is built from it. */
export const uploadLimits = {
  /** UTF-8 bytes of the whole file. */
  bytes: 1024 * 1024,
  /** Nesting of XML elements. */
  depth: 100,
  /** XML elements outside the layout: a table of 1,000 rules with 10 columns has 20,000. */
  elements: 50_000,
} as const;

/** Bounds of FEEL in a file. */
export const expressionLimits = {
  /** UTF-16 units of one expression. */
  length: 8192,
  /** Sum of the squared lengths of a file's different expressions: what parsing may cost. */
  squaredLengths: 4 * 8192 ** 2,
} as const;

/** Files of one deployment. */
export const MAX_MODELS = 50;
