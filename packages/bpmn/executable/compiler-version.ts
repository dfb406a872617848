/** Stored with every deployment. Raised when the same XML compiles to other data; running cases keep the data they have. */
export const COMPILER_VERSION = '3';
