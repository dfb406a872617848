import type { StepField, StepTemplate } from './step-template.ts';

const invoice = {
  invoiceNumber: '=invoiceNumber',
  amountText: '=string(floor(amount / 100)) + "," + substring("0" + string(modulo(amount, 100)), -2)',
  dueOn: '=dueOn',
};

const stage: StepField = {
  header: 'stage',
  control: { kind: 'number' },
  label: { pl: 'Stopień', en: 'Stage' },
  hint: {
    pl: 'Gdy kilka faktur spotka się w jednej wysyłce, mówi tekst o najwyższym stopniu.',
    en: 'When several invoices meet in one message, the text of the highest stage speaks.',
  },
};

const line: StepField = {
  header: 'line',
  control: { kind: 'line' },
  label: { pl: 'Wiersz na każdą fakturę', en: 'Line for each invoice' },
  hint: {
    pl: 'Wstawiany w miejsce {{lines}}. Dostępne: {{invoiceNumber}}, {{amountText}}, {{dueOn}}.',
    en: 'Goes where {{lines}} stands. Available: {{invoiceNumber}}, {{amountText}}, {{dueOn}}.',
  },
  initial: {
    pl: '- {{invoiceNumber}}: {{amountText}} zł, termin płatności: {{dueOn}}',
    en: '- {{invoiceNumber}}: PLN {{amountText}}, due on {{dueOn}}',
  },
};

const who = (initial: string): StepField => ({
  header: 'candidateGroups',
  control: { kind: 'roles' },
  label: { pl: 'Kto to robi', en: 'Who does it' },
  initial: { pl: initial, en: initial },
});

const payWithin = (days: number): StepField => ({
  header: 'payWithin',
  control: { kind: 'days' },
  label: { pl: 'Dni na zapłatę od daty pisma', en: 'Days to pay from the date of the letter' },
  initial: { pl: `P${days}D`, en: `P${days}D` },
});

/** The steps that Krok carries out itself, each a job type of `JOB_CATALOGUE`. */
export const STEP_TEMPLATES: readonly StepTemplate[] = [
  {
    jobType: 'send-email',
    group: 'contact',
    icon: 'mail',
    name: { pl: 'Wyślij e-mail', en: 'Send e-mail' },
    hint: {
      pl: 'Przypomnienie e-mailem. Nie wychodzi, gdy faktura jest zapłacona, sporna albo wstrzymana.',
      en: 'A reminder by e-mail. Does not leave when the invoice is paid, disputed or held.',
    },
    fields: [
      {
        header: 'subject',
        control: { kind: 'line' },
        label: { pl: 'Temat', en: 'Subject' },
        initial: { pl: 'Przypomnienie o płatności ({{count}})', en: 'Payment reminder ({{count}})' },
        required: true,
      },
      {
        header: 'body',
        control: { kind: 'prose' },
        label: { pl: 'Treść', en: 'Text' },
        hint: {
          pl: 'Dostępne: {{lines}} (faktury), {{debtor}}, {{creditor}}, {{count}}.',
          en: 'Available: {{lines}} (invoices), {{debtor}}, {{creditor}}, {{count}}.',
        },
        initial: {
          pl: 'Dzień dobry,\n\nprosimy o zapłatę:\n{{lines}}\n\n{{creditor}}',
          en: 'Hello,\n\nplease pay:\n{{lines}}\n\n{{creditor}}',
        },
        required: true,
      },
      line,
      stage,
    ],
    inputs: invoice,
    outputs: {},
  },
  {
    jobType: 'send-sms',
    group: 'contact',
    icon: 'sms',
    name: { pl: 'Wyślij SMS', en: 'Send SMS' },
    hint: {
      pl: 'Krótka wiadomość na telefon dłużnika, w godzinach kontaktu.',
      en: 'A short text to the debtor’s phone, within contact hours.',
    },
    fields: [
      {
        header: 'text',
        control: { kind: 'prose' },
        label: { pl: 'Treść', en: 'Text' },
        hint: {
          pl: 'Dostępne: {{lines}}, {{creditor}}, {{count}}. Do 160 znaków bez polskich liter to jeden SMS.',
          en: 'Available: {{lines}}, {{creditor}}, {{count}}. Up to 160 plain characters make one SMS.',
        },
        initial: { pl: 'Prosimy o zapłatę: {{lines}}. {{creditor}}', en: 'Please pay: {{lines}}. {{creditor}}' },
        required: true,
      },
      {
        ...line,
        initial: { pl: '{{invoiceNumber}} {{amountText}} zl', en: '{{invoiceNumber}} PLN {{amountText}}' },
      },
      stage,
    ],
    inputs: invoice,
    outputs: {},
  },
  {
    jobType: 'call-debtor',
    group: 'contact',
    icon: 'phone',
    name: { pl: 'Zadzwoń do dłużnika', en: 'Call the debtor' },
    hint: {
      pl: 'Rozmowa na liście zadań windykatora. Wynik (obietnica, spór, brak kontaktu) jest w zmiennej outcome.',
      en: 'A call on the collector’s list. Its result (promise, dispute, no answer) is in the variable outcome.',
    },
    fields: [who('collector, manager')],
    inputs: { invoiceNumber: '=invoiceNumber', amount: '=amount', dueOn: '=dueOn' },
    outputs: { outcome: '=outcome', promiseDate: '=promiseDate' },
  },
  {
    jobType: 'send-letter',
    group: 'contact',
    icon: 'letter',
    name: { pl: 'Wyślij list', en: 'Send letter' },
    hint: {
      pl: 'List zwykły. Wysyłka tworzy dokument PDF z najbliższą serią.',
      en: 'An ordinary letter, printed with the next batch as a PDF.',
    },
    fields: [
      {
        header: 'template',
        control: {
          kind: 'choice',
          options: [
            { value: 'reminder', name: { pl: 'Przypomnienie', en: 'Reminder' } },
            { value: 'pre-court-demand', name: { pl: 'Wezwanie przedsądowe', en: 'Pre-court demand' } },
          ],
        },
        label: { pl: 'Wzór pisma', en: 'Letter' },
        initial: { pl: 'reminder', en: 'reminder' },
      },
      payWithin(7),
      stage,
    ],
    inputs: invoice,
    outputs: {},
  },
  {
    jobType: 'send-demand-with-krd-warning',
    group: 'formal',
    icon: 'demand',
    name: { pl: 'Wezwanie z ostrzeżeniem o KRD', en: 'Demand with KRD warning' },
    hint: {
      pl: 'List, którego wymaga ustawa przed wpisem do KRD. Dzień nadania jest w zmiennej postedOn.',
      en: 'The letter that the law asks for before a KRD listing. The day of posting is in postedOn.',
    },
    fields: [payWithin(14), stage],
    inputs: invoice,
    outputs: { postedOn: '=if postedOn = null then string(today()) else postedOn' },
  },
  {
    jobType: 'list-in-krd',
    group: 'formal',
    icon: 'register',
    name: { pl: 'Wpisz do KRD', en: 'List in KRD' },
    hint: {
      pl: 'Wpis do rejestru dłużników. Przed nim potrzebne są wezwanie, miesiąc i zatwierdzenie.',
      en: 'An entry in the debtors’ register. The demand, a month and an approval come before it.',
    },
    fields: [stage],
    inputs: { ...invoice, postedOn: '=postedOn' },
    outputs: { listed: '=true' },
  },
  {
    jobType: 'update-listing',
    group: 'formal',
    icon: 'register',
    name: { pl: 'Zaktualizuj wpis w KRD', en: 'Update the KRD listing' },
    hint: { pl: 'Obowiązek w ciągu 14 dni od zmiany kwoty.', en: 'A duty within 14 days of a changed amount.' },
    fields: [],
    inputs: invoice,
    outputs: {},
  },
  {
    jobType: 'close-listing',
    group: 'formal',
    icon: 'register',
    name: { pl: 'Usuń wpis z KRD', en: 'Remove from KRD' },
    hint: { pl: 'Obowiązek w ciągu 14 dni od zapłaty.', en: 'A duty within 14 days of payment.' },
    fields: [],
    inputs: invoice,
    outputs: {},
  },
  {
    jobType: 'send-pre-court-demand',
    group: 'formal',
    icon: 'demand',
    name: { pl: 'Wezwanie przedsądowe', en: 'Pre-court demand' },
    hint: {
      pl: 'Ostatnie wezwanie przed pozwem, listem poleconym.',
      en: 'The last demand before a claim, by registered post.',
    },
    fields: [payWithin(14), stage],
    inputs: invoice,
    outputs: {},
  },
  {
    jobType: 'file-in-epu',
    group: 'formal',
    icon: 'court',
    name: { pl: 'Złóż pozew w EPU', en: 'File in EPU' },
    hint: {
      pl: 'Pozew w elektronicznym postępowaniu upominawczym. Wcześniej potrzebne jest zatwierdzenie.',
      en: 'A claim with the e-court. An approval comes before it.',
    },
    fields: [stage],
    inputs: invoice,
    outputs: {},
  },
  {
    jobType: 'limit-claim',
    group: 'formal',
    icon: 'court',
    name: { pl: 'Ogranicz pozew', en: 'Limit the claim' },
    hint: { pl: 'Po częściowej zapłacie.', en: 'After a partial payment.' },
    fields: [],
    inputs: invoice,
    outputs: {},
  },
  {
    jobType: 'withdraw-claim',
    group: 'formal',
    icon: 'court',
    name: { pl: 'Cofnij pozew', en: 'Withdraw the claim' },
    hint: { pl: 'Po zapłacie całości.', en: 'After full payment.' },
    fields: [],
    inputs: invoice,
    outputs: {},
  },
  {
    jobType: 'approve',
    group: 'decide',
    icon: 'approve',
    name: { pl: 'Zatwierdzenie', en: 'Approval' },
    hint: {
      pl: 'Druga osoba zatwierdza albo odrzuca. Wynik jest w zmiennej approved.',
      en: 'A second person approves or rejects. The result is in the variable approved.',
    },
    fields: [
      {
        header: 'approves',
        control: {
          kind: 'choice',
          options: [
            { value: 'list-in-krd', name: { pl: 'Wpis do KRD', en: 'KRD listing' } },
            { value: 'file-in-epu', name: { pl: 'Pozew w EPU', en: 'EPU claim' } },
          ],
        },
        label: { pl: 'Co zatwierdza', en: 'What is approved' },
        initial: { pl: 'list-in-krd', en: 'list-in-krd' },
        required: true,
      },
      who('approver, manager'),
    ],
    inputs: invoice,
    outputs: { approved: '=approved' },
  },
  {
    jobType: 'call-webhook',
    group: 'decide',
    icon: 'message',
    name: { pl: 'Powiadom inny system', en: 'Tell another system' },
    hint: {
      pl: 'Wysyła zdarzenie do systemu firmy, na przykład blokadę zamówień.',
      en: 'Sends an event to a system of the firm, such as a stop of orders.',
    },
    fields: [
      {
        header: 'system',
        control: { kind: 'line' },
        label: { pl: 'System (z ustawień instalacji)', en: 'System (of the installation)' },
        initial: { pl: 'orders', en: 'orders' },
        required: true,
      },
      {
        header: 'event',
        control: { kind: 'line' },
        label: { pl: 'Zdarzenie', en: 'Event' },
        initial: { pl: 'block-orders', en: 'block-orders' },
        required: true,
      },
    ],
    inputs: { invoiceNumber: '=invoiceNumber' },
    outputs: {},
  },
  {
    jobType: 'publish-message',
    group: 'decide',
    icon: 'message',
    name: { pl: 'Powiadom inną sprawę', en: 'Tell another case' },
    hint: {
      pl: 'Wysyła wiadomość, na którą może czekać inna sprawa tej faktury.',
      en: 'Publishes a message for which another case of this invoice may wait.',
    },
    fields: [
      {
        header: 'messageName',
        control: { kind: 'line' },
        label: { pl: 'Nazwa wiadomości', en: 'Name of the message' },
        required: true,
      },
    ],
    inputs: { correlationKey: '=invoiceId' },
    outputs: {},
  },
];

/** Template of a job type, where Krok has one. */
export function stepTemplateOf(jobType: string): StepTemplate | undefined {
  return STEP_TEMPLATES.find((each) => each.jobType === jobType);
}
