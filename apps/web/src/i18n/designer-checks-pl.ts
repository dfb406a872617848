/** Polish texts of how a drawn procedure behaves: the way to what is wrong, and the verdict. */
export const designerChecksPl = {
  way: {
    title: 'Droga do problemu',
    show: 'Pokaż drogę',
    back: 'Krok wstecz',
    on: 'Krok dalej',
    close: 'Ukryj drogę',
    step: 'Krok {{step}} z {{of}}',
    what: {
      start: 'tu sprawa się zaczyna',
      enter: 'sprawa tu wchodzi',
      complete: 'krok zostaje wykonany',
      message: 'przychodzi wiadomość',
      signal: 'przychodzi sygnał',
      timer: 'mija czas',
      condition: 'warunek się spełnia',
      error: 'pojawia się błąd',
      escalation: 'pojawia się eskalacja',
      fail: 'krok się nie udaje',
    },
    at: {
      deadlock: 'Stoi: {{where}}.',
      livelock: 'Krąży: {{where}}.',
      improperCompletion: 'Dwa razy: {{where}}.',
      unsafe: 'Dwa razy naraz: {{where}}.',
      messageLeft: 'Zostaje: {{where}}.',
    },
    verdict: {
      sound: 'Każda sprawa może dojść do końca',
      unsound: 'Nie każda sprawa dochodzi do końca',
      unknown: 'Przebiegu nie sprawdzono do końca: {{bound}}',
    },
  },
} as const;
