import type { LetterKind } from './letter.ts';
import { krdWarning } from './templates/krd-warning.ts';
import type { LetterTemplate } from './templates/letter-template.ts';
import { preCourtDemand } from './templates/pre-court-demand.ts';
import { reminder } from './templates/reminder.ts';

export const LETTER_TEMPLATES: Readonly<Record<LetterKind, LetterTemplate>> = { reminder, krdWarning, preCourtDemand };

/** The whole page, a Handlebars template again, around the texts of one kind. */
export function letterLayout(template: LetterTemplate): string {
  const [subject, opening, closing] = [template.subject, template.opening, template.closing].map(bound);
  return `<!doctype html>
<html lang="pl"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${subject}</title><style>${STYLE}</style></head><body>
<header><div class="sender"><strong>{{sender.name}}</strong>{{#each sender.address}}<br>{{this}}{{/each}}
{{#if sender.nip}}<br>NIP {{sender.nip}}{{/if}}</div>
<div class="lines">{{#each sender.lines}}{{this}}<br>{{/each}}</div></header>
<p class="date">{{place}}{{#if place}}, {{/if}}{{date}}</p>
<address><strong>{{recipient.name}}</strong>{{#each recipient.address}}<br>{{this}}{{/each}}</address>
<p class="reference">Nasz znak: {{reference}}${template.registered ? ' · List polecony' : ''}</p>
<h1>${subject}</h1>
${opening}
{{#if annex}}<p>Wykaz {{count}} faktur zawiera załącznik. Łącznie do zapłaty pozostaje <strong>{{total}}</strong>.</p>
{{else}}${TABLE}{{/if}}
<dl class="payment"><dt>Kwota do zapłaty</dt><dd><strong>{{total}}</strong></dd>
<dt>Rachunek bankowy</dt><dd class="account">{{sender.account}}</dd>
<dt>Odbiorca</dt><dd>{{sender.name}}</dd>
<dt>Tytuł przelewu</dt><dd>{{title}}</dd>
<dt>Ostatni dzień zapłaty</dt><dd><strong>{{payBy}}</strong></dd></dl>
<section class="closing">${closing}<p class="signature">{{sender.name}}</p></section>
{{#if annex}}<section class="annex"><h2>Załącznik do pisma {{reference}}: wykaz faktur</h2>${TABLE}</section>{{/if}}
</body></html>`;
}

/** Polish setting leaves no word of one letter at the end of a line. */
function bound(text: string): string {
  return text.replaceAll(/(?<=\s)([aiouwzAIOUWZ])\s+(?=[^\s<{])/g, '$1\u00a0');
}

/** Beside the browser's own refusal of every request. */
const POLICY = "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline' data:";

const TABLE = `<table><thead><tr><th class="n">Lp.</th><th>Faktura</th><th>Wystawiona</th><th>Termin płatności</th>
<th class="r">Dni po terminie</th><th class="r">Do zapłaty</th></tr></thead><tbody>
{{#each invoices}}<tr><td class="n">{{position}}</td><td>{{number}}</td><td>{{issued}}</td><td>{{due}}</td>
<td class="r">{{days}}</td><td class="r">{{amount}}</td></tr>{{/each}}</tbody>
<tbody class="total"><tr><td colspan="5">Razem</td><td class="r">{{total}}</td></tr></tbody></table>`;

const STYLE = `
@page { size: A4; margin: 20mm 22mm 22mm 22mm; }
* { box-sizing: border-box; }
body { margin: 0; font: 10.5pt/1.42 "Liberation Sans", Arial, "Open Sans", "DejaVu Sans", sans-serif; color: #1a1a1a;
  hyphens: manual; }
header { display: flex; justify-content: space-between; padding-bottom: 4mm; border-bottom: .6pt solid #9a9a9a;
  font-size: 9.5pt; }
.sender strong { font-size: 12pt; }
.lines { flex: none; max-width: 70mm; padding-left: 6mm; text-align: right; color: #444; overflow-wrap: anywhere; }
.date { text-align: right; margin: 5mm 0 0; }
address { font-style: normal; width: 85mm; min-height: 26mm; margin: 6mm 0 6mm auto; line-height: 1.45; }
.reference { margin: 0 0 5mm; color: #444; font-size: 9.5pt; }
h1 { font-size: 13.5pt; line-height: 1.3; margin: 0 0 5mm; }
h2 { font-size: 12pt; margin: 0 0 5mm; }
p { margin: 0 0 3mm; text-wrap: pretty; }
ul { margin: 0 0 3mm; padding-left: 6mm; }
table { width: 100%; border-collapse: collapse; margin: 4mm 0 5mm; font-size: 9.5pt; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 600; border-bottom: .8pt solid #444; padding: 1.2mm 2mm; vertical-align: bottom; }
td { border-bottom: .4pt solid #c8c8c8; padding: 1.2mm 2mm; overflow-wrap: anywhere; }
tr { break-inside: avoid; }
.n { width: 10mm; }
.r { text-align: right; white-space: nowrap; }
.total td { font-weight: 700; border-bottom: 0; border-top: .8pt solid #444; }
.payment { display: grid; grid-template-columns: 46mm 1fr; gap: 1mm 0; margin: 0 0 5mm; padding: 3.5mm 4mm;
  background: #f3f3f3; break-inside: avoid; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.payment dt { color: #444; }
.payment dd { margin: 0; overflow-wrap: anywhere; }
.account { white-space: nowrap; font-variant-numeric: tabular-nums; }
.closing p { break-inside: avoid; orphans: 3; widows: 3; }
.signature { margin-top: 8mm; font-weight: 600; }
.whole { white-space: nowrap; }
.annex { break-before: page; }
`;
