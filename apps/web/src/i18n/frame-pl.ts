/** Polish texts of the frame: search, keys, notifications. */
export const framePl = {
  frame: {
    palette: {
      open: 'Szukaj',
      label: 'Szukaj lub wybierz polecenie',
      placeholder: 'Dłużnik, NIP, faktura, sprawa, strona…',
      nothing: 'Nic nie pasuje.',
      case: 'Sprawa {{key}}',
      nip: 'NIP {{nip}}',
      groups: { found: 'Znalezione', pages: 'Strony', actions: 'Polecenia' },
      light: 'Jasny wygląd',
      dark: 'Ciemny wygląd',
      otherLanguage: 'Zmień język na angielski',
    },
    keys: {
      title: 'Skróty klawiszowe',
      open: 'Skróty',
      everywhere: 'Wszędzie',
    },
    bell: {
      title: 'Czeka na Ciebie',
      open: 'Powiadomienia: {{count}}',
      nothing: 'Nic teraz nie czeka.',
      incident: 'Sprawa stoi',
      unknownEffect: 'Nieznany wynik wysyłki',
      approval: 'Do zatwierdzenia',
      callback: 'Umówiony telefon',
      lostClaim: 'Zadanie zajęte: {{title}}',
      takenBy: 'Robi to {{name}}',
      takenBySomebody: 'Robi to już ktoś inny',
      forget: 'Usuń zajęte z listy',
    },
  },
} as const;
