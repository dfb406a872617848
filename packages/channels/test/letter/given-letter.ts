import type { Letter, LetterKind } from '../../src/index.ts';

export function letter(kind: LetterKind, invoices: number, changes: Partial<Letter> = {}): Letter {
  return {
    kind,
    sender: {
      name: 'Hurtownia Żółty Łabędź Sp. z o.o.',
      address: ['ul. Świętokrzyska 12/3', '00-916 Warszawa'],
      nip: '5260250274',
      lines: ['KRS 0000123456', 'naleznosci@labedz.example'],
      account: '61109010140000071219812874',
    },
    recipient: { name: 'Zakład Źdźbło Jan Gęślik', address: ['ul. Ćwiartki 5', '30-001 Kraków'] },
    recipientIsPerson: true,
    reference: 'KR/2026/000123',
    issuedOn: '2026-11-25',
    payBy: '2026-12-09',
    currency: 'PLN',
    invoices: Array.from({ length: invoices }, (_, index) => ({
      number: `FV/${index + 1}/2026`,
      issuedOn: '2026-09-01',
      dueOn: '2026-09-15',
      daysOverdue: 71,
      amount: 123_456,
    })),
    bureaus: [
      {
        name: 'Krajowy Rejestr Długów Biuro Informacji Gospodarczej S.A.',
        address: 'ul. Danuty Siedzikówny 12, 51-214 Wrocław',
      },
    ],
    ...changes,
  };
}
