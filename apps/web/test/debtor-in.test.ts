import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { debtorIn } from '../src/pages/sandbox/debtor-in.ts';

describe('whom an order or a filing is about', () => {
  it('is the debtor of a KRD order', () => {
    const xml = '<Case><Debtor><LegalPerson><Name>Młyn &amp; Syn</Name><Nip>1</Nip></LegalPerson></Debtor></Case>';
    assert.equal(debtorIn(xml), 'Młyn & Syn');
  });

  it('is a person by first name and surname where there is no name of a firm', () => {
    assert.equal(debtorIn('<Debtor><FirstName>Ada</FirstName><Surname>Nowa</Surname></Debtor>'), 'Ada Nowa');
  });

  it('is the defendant of a claim, not the claimant', () => {
    const claimant = '<c:ListaPowodow><c:Nazwa>Wierzyciel</c:Nazwa></c:ListaPowodow>';
    const xml = `${claimant}<c:ListaPozwanych><c:Imie>Jan</c:Imie><c:Nazwisko>Stary</c:Nazwisko></c:ListaPozwanych>`;
    assert.equal(debtorIn(xml), 'Jan Stary');
  });

  it('is nobody where the XML names nobody', () => {
    assert.equal(debtorIn('<RemoveInformation><UserId>7</UserId></RemoveInformation>'), null);
  });
});
