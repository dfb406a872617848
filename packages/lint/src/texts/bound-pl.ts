/** The bound at which an exploration stopped (`Soundness.bound`), in Polish. */
export function boundPl(bound: string): string {
  const states = /^(\d+) states$/.exec(bound)?.[1];
  return states === undefined
    ? (texts[bound] ?? 'tego schematu nie da się przejść')
    : `${Number(states).toLocaleString('pl')} stanów`;
}

const texts: Readonly<Record<string, string>> = {
  'more tokens or messages than can be counted': 'więcej żetonów lub wiadomości, niż da się policzyć',
  'more sets of flows than can be tried': 'więcej zestawów dróg, niż da się sprawdzić',
  'more processes that call each other than can be tried':
    'więcej wzajemnie wywołujących się procesów, niż da się sprawdzić',
  'a call of the latest version, which may be another': 'wywołanie najnowszej wersji, która może być inna',
  'the file has no process': 'w pliku nie ma procesu',
  'a process that cannot be started': 'procesu nie da się rozpocząć',
  'the file cannot be read': 'pliku nie da się odczytać',
  'not asked for': 'nie sprawdzano',
};
