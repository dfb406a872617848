/** Bounds of an uploaded diagram. Exceeding one refuses the file before anything is built from it. */
export const uploadLimits = {
  /** UTF-8 bytes of the whole file. */
  bytes: 1024 * 1024,
  /** Nesting of XML elements. */
  depth: 50,
  /** XML elements outside the diagram interchange, which is layout and never compiled. */
  elements: 2000,
} as const;
