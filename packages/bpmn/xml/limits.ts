/** Bounds of an uploaded diagram. Exceeding one refuses the file before anything is built from it. */
export const uploadLimits = {
  /** UTF-8 bytes of the whole file. */
  bytes: 1024 * 1024,
  /** Nesting of XML elements. */
  depth: 50,
  /** XML elements outside the diagram interchange, which is layout and never compiled. */
  elements: 2000,
} as const;

/** Bounds of FEEL in a diagram. */
export const expressionLimits = {
  /** UTF-16 units of one expression. */
  length: 8192,
  /** Brackets open at once. */
  nesting: 100,
  /** Sum of the squared lengths of a file's different expressions. */
  squaredLengths: 4 * 8192 ** 2,
} as const;

/** Bounds of what cases and messages are found by from outside: ids of processes, names of messages and signals. */
export const referenceLimits = {
  /** UTF-16 units. */
  length: 200,
} as const;
