import type { LetterTemplate } from './letter-template.ts';

/** Last demand before a claim; it documents the attempt to settle (KPC art. 187 § 1(3)). */
export const preCourtDemand: LetterTemplate = {
  subject: 'Ostateczne przedsądowe wezwanie do zapłaty',
  registered: true,
  opening: `
<p>Jako wierzyciel ostatecznie wzywamy do zapłaty do dnia
<strong>{{payBy}}</strong> kwoty <strong>{{total}}</strong> {{#if one}}z faktury wymienionej{{else}}z faktur
wymienionych{{/if}} {{#if annex}}w załączniku{{else}}poniżej{{/if}}.</p>`,
  closing: `
<p>Kwota obejmuje należność główną. Odsetki za opóźnienie należą się niezależnie od niej, a wskazany dzień nie zmienia
terminu płatności {{#if one}}faktury{{else}}faktur{{/if}}.</p>
<p>Po bezskutecznym upływie tego terminu skierujemy sprawę na drogę sądową bez ponownego wezwania. Wniesiemy o zapłatę
należności wraz z odsetkami za opóźnienie oraz kosztami procesu, a po uzyskaniu tytułu wykonawczego możemy wystąpić
o wszczęcie egzekucji komorniczej.</p>
<p>To pismo jest próbą polubownego rozwiązania sporu (art. 187 § 1 pkt 3 Kodeksu postępowania cywilnego). Propozycję spłaty, na przykład w ratach, prosimy złożyć
na piśmie lub pocztą elektroniczną przed upływem wskazanego terminu.</p>
<p>Z poważaniem</p>`,
};
