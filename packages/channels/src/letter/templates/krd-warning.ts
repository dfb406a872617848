import type { LetterTemplate } from './letter-template.ts';

/**
 * Demand with the warning that opens the month before a listing: demand, intent, firm and seat of each bureau (BIG act
 * art. 14(1)(3), art. 15(1)(3)), the right to object (art. 15a), and for natural persons art. 3(5).
 */
export const krdWarning: LetterTemplate = {
  subject: 'Wezwanie do zapłaty z ostrzeżeniem o zamiarze przekazania danych do biura informacji gospodarczej',
  registered: true,
  opening: `
<p>Jako wierzyciel wzywamy do zapłaty najpóźniej <strong>{{payBy}}</strong> kwoty <strong>{{total}}</strong> {{#if one}}z faktury wymienionej{{else}}z faktur wymienionych{{/if}}
{{#if annex}}w załączniku{{else}}poniżej{{/if}}.</p>`,
  closing: `
<p>Kwota obejmuje należność główną. Odsetki za opóźnienie należą się niezależnie od niej, a wskazany dzień nie zmienia
terminu płatności {{#if one}}faktury{{else}}faktur{{/if}}.</p>
<p><strong>Ostrzeżenie.</strong> W razie braku zapłaty, nie wcześniej niż po upływie miesiąca od dnia wysłania tego
wezwania listem poleconym albo doręczenia go do rąk własnych, zamierzamy przekazać dane o zobowiązaniu do biura
informacji gospodarczej:</p>
<ul>{{#each bureaus}}<li><strong>{{name}}</strong>, <span class="whole">{{address}}</span></li>{{/each}}</ul>
<p>Podstawą są art. 14 i 15 ustawy z dnia 9 kwietnia 2010 r. o udostępnianiu informacji gospodarczych i wymianie
danych gospodarczych. Informacja o zaległości będzie dostępna dla innych uczestników obrotu.</p>
<p><strong>Sprzeciw.</strong> Przysługuje prawo wniesienia do wierzyciela sprzeciwu wobec zamiaru przekazania informacji
gospodarczych, jeżeli zobowiązanie jest kwestionowane co do istnienia, wysokości lub terminu albo uległo przedawnieniu
(art. 15a ustawy). Sprzeciw można wnieść na adres wierzyciela podany w nagłówku.</p>
{{#if recipientIsPerson}}<p>Do przekazania danych nie stosuje się prawa sprzeciwu z art. 21 ust. 1 rozporządzenia (UE)
2016/679 (RODO), o czym informujemy zgodnie z art. 3 ust. 5 ustawy.</p>{{/if}}
<p>Z poważaniem</p>`,
};
