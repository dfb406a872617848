import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { EpuClaim, EpuParty } from '../../src/index.ts';

/** The court's schemas lie beside the clone; they are not part of the project. */
const FOLDER = fileURLToPath(new URL('../../../../../shared/reference/epu', import.meta.url));
export const SCHEMAS = existsSync(FOLDER) ? FOLDER : undefined;

const ADDRESS = { street: 'ul. Ćwiartki', house: '5', flat: '2', postalCode: '30-001', town: 'Kraków' };

export const PARTIES: Readonly<Record<string, EpuParty>> = {
  consumer: { kind: 'person', firstName: 'Żaneta', surname: 'Łoś', pesel: '44051401458', nip: null, address: ADDRESS },
  'sole trader': {
    kind: 'soleTrader',
    firstName: 'Jan',
    surname: 'Gęślik',
    firm: 'Źdźbło Jan Gęślik',
    pesel: '44051401458',
    nip: '5260250274',
    address: { ...ADDRESS, street: null, flat: null },
  },
  partnership: {
    kind: 'organisationalUnit',
    name: 'Gęślik i Łoś sp. j.',
    regon: '123456785',
    krs: '0000123456',
    nip: '5260250274',
    address: ADDRESS,
  },
  company: {
    kind: 'legalPerson',
    name: '„Ćma” <A&B> Sp. z o.o.',
    regon: null,
    krs: '0000123456',
    nip: '5260250274',
    address: ADDRESS,
  },
  'public body': {
    kind: 'legalPerson',
    name: 'Gmina Łódź',
    regon: '123456785',
    krs: null,
    nip: '5260250274',
    address: ADDRESS,
  },
};

export function claim(reference: string, changes: Partial<EpuClaim> = {}): EpuClaim {
  const [company] = [PARTIES['company']];
  if (!company) throw new Error('Expected a company');
  return {
    reference,
    filedOn: '2026-11-25',
    submitter: {
      firstName: 'Anna',
      surname: 'Święcicka',
      pesel: '44051401458',
      address: ADDRESS,
      basis: 'członek zarządu',
    },
    claimant: company,
    defendants: [company],
    receivables: [1, 2].map((number) => ({
      amount: 123_456 * number,
      invoiceNumber: `FV/${number}/2026`,
      issuedOn: '2026-09-01',
      dueOn: '2026-09-15',
      interestFrom: '2026-09-16',
      interest: 'commercialDelay',
    })),
    courtFee: 5_000,
    refundAccount: '61109010140000071219812874',
    justification: 'Pozwana nie zapłaciła za dostarczony towar. Wezwanie do zapłaty pozostało bez odpowiedzi.',
    ...changes,
  };
}
