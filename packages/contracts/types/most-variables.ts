/**
 * Characters of JSON text that the variables of a case may take together where nobody says otherwise: well below what Temporal
 * takes in one piece.
 */
export const MOST_VARIABLES = 256 * 1024;
