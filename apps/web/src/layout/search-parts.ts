type Search = Readonly<Record<string, unknown>>;
type Maybe<Name extends string, Value> = { readonly [name in Name]?: Value };

/** The page of a list; the first one needs no name. */
export function pageIn({ page }: Search): Maybe<'page', number> {
  return typeof page === 'number' && page > 1 ? { page: Math.floor(page) } : {};
}

/** What somebody looks for: a router takes a number that was typed for a number. */
export function textIn({ text }: Search): Maybe<'text', string> {
  return (typeof text === 'string' || typeof text === 'number') && text !== '' ? { text: String(text) } : {};
}

/** A word of the address; an empty one is none. */
export function wordIn<Name extends string>(search: Search, name: Name): Maybe<Name, string> {
  const value = search[name];
  return typeof value === 'string' && value !== '' ? only(name, value) : {};
}

/** On, or not there at all. */
export function flagIn<Name extends string>(search: Search, name: Name): Maybe<Name, 'true'> {
  return search[name] === 'true' || search[name] === true ? only(name, 'true') : {};
}

/** One of the words that mean something there. */
export function choiceIn<Name extends string, Choice extends string>(
  search: Search,
  name: Name,
  choices: readonly Choice[],
): Maybe<Name, Choice> {
  const found = choices.find((one) => one === search[name]);
  return found === undefined ? {} : only(name, found);
}

/** ISO 4217, of what the list is about. */
export function currencyIn(search: Search): Maybe<'currency', string> {
  const found = wordIn(search, 'currency');
  return /^[A-Z]{3}$/.test(found.currency ?? '') ? found : {};
}

function only<Name extends string, Value>(name: Name, value: Value): Maybe<Name, Value> {
  return { [name]: value } as Maybe<Name, Value>;
}
