import type { LetterTemplate } from './letter-template.ts';

export const reminder: LetterTemplate = {
  subject: 'Przypomnienie o płatności',
  opening: `
<p>Szanowni Państwo,</p>
<p>{{#if one}}termin płatności wymienionej niżej faktury minął {{oldestDue}}, a do dnia sporządzenia tego pisma nie
odnotowaliśmy zapłaty{{else}}termin płatności najstarszej z wymienionych faktur minął {{oldestDue}}, a do dnia
sporządzenia tego pisma nie odnotowaliśmy zapłaty żadnej z nich w całości{{/if}}. Uprzejmie prosimy o uregulowanie
należności.</p>`,
  closing: `
<p>Jeżeli płatność została już zlecona, prosimy uznać to pismo za nieaktualne. Jeżeli mają Państwo zastrzeżenia do
{{#if one}}faktury{{else}}którejś z faktur{{/if}}, prosimy o informację, abyśmy mogli je wyjaśnić.</p>
<p>Z poważaniem</p>`,
};
