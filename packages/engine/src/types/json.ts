/** What a variable may hold; also the only shape of anything stored. Numbers are finite, at most 17 significant digits. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
