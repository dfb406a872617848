/** Whom an order or a filing is about, as its XML names the debtor; null where it names nobody, as a removal does. */
export function debtorIn(xml: string): string | null {
  const about = /<(?:\w+:)?(Debtor|ListaPozwanych)>(.*?)<\/(?:\w+:)?\1>/s.exec(xml)?.[2];
  if (about === undefined) return null;
  const part = (...names: readonly string[]) =>
    new RegExp(`<(?:\\w+:)?(?:${names.join('|')})>([^<]+)<`).exec(about)?.[1] ?? '';
  const name = part('Name', 'Nazwa') || `${part('FirstName', 'Imie')} ${part('Surname', 'Nazwisko')}`.trim();
  return name === '' ? null : plain(name);
}

function plain(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
