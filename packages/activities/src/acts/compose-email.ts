import { type Mail, type MergedText, mergeText, type MergeValue } from '@krok/channels';
import type { Act, Creditor, Debtor } from '@krok/store';

export interface EmailParts {
  /** Acts that the mail is about, the one that was due first in front. */
  readonly acts: readonly Act[];
  readonly creditor: Pick<Creditor, 'name' | 'senderEmail'> | null;
  /** Read in the act of sending, never from a case's variables. */
  readonly debtor: Pick<Debtor, 'name' | 'email'> | null;
  /** Epoch ms on the organisation's clock. */
  readonly date: number;
  /** Sender where the creditor has none; only a sandbox has one to offer. */
  readonly fallbackSender: string | null;
}

export type ComposedEmail =
  | { readonly kind: 'mail'; readonly mail: Mail }
  /** `code`: of the BPMN error that each joined case gets. */
  | {
      readonly kind: 'impossible';
      readonly code: 'EMAIL_NO_RECIPIENT' | 'EMAIL_NO_SENDER' | 'EMAIL_TEXT';
      readonly problem: string;
    };

/**
 * One mail for all joined acts. Task headers `subject` and `body` of the act with the highest `stage` are the text (of
 * several, the one that was due first), its `line` is repeated for each act in the place of `{{lines}}`. Names are the job's variables, `debtor`, `creditor`, `count` and `lines`.
 */
export function composeEmail({ acts, creditor, debtor, date, fallbackSender }: EmailParts): ComposedEmail {
  const [lead] = acts.toSorted((a, b) => stageOf(b) - stageOf(a));
  if (!debtor?.email)
    return impossible('EMAIL_NO_RECIPIENT', 'Expected an e-mail address of the debtor but there is none.');
  const sender = creditor?.senderEmail ?? fallbackSender;
  if (!sender) return impossible('EMAIL_NO_SENDER', 'Expected a sender address of the creditor but there is none.');
  const subject = lead?.headers['subject'];
  const body = lead?.headers['body'];
  if (!lead || !subject || !body) {
    return impossible('EMAIL_TEXT', 'Expected the task headers "subject" and "body" but at least one is missing.');
  }
  const parties: [string, MergeValue][] = [
    ['debtor', debtor.name],
    ['creditor', creditor?.name ?? ''],
    ['count', acts.length],
  ];
  const lines: string[] = [];
  for (const act of acts) {
    const line = mergeText(lead.headers['line'] ?? '', new Map([...valuesOf(act), ...parties]));
    if (line.kind === 'wrong') return wrongText(line);
    lines.push(line.text);
  }
  const values = new Map<string, MergeValue>([...valuesOf(lead), ...parties, ['lines', lines.join('\n')]]);
  const texts = [mergeText(subject, values), mergeText(body, values)] as const;
  for (const text of texts) if (text.kind === 'wrong') return wrongText(text);
  const [title, content] = texts.map((text) => (text.kind === 'merged' ? text.text : ''));
  return {
    kind: 'mail',
    mail: {
      from: { address: sender, ...(creditor && { name: creditor.name }) },
      to: { address: debtor.email, name: debtor.name },
      subject: (title ?? '').replaceAll(/\s+/g, ' ').trim(),
      text: content ?? '',
      date,
    },
  };
}

/** Header `stage`, a number: a second reminder speaks for the first ones that joined it. */
function stageOf(act: Act): number {
  const stage = Number(act.headers['stage'] ?? 0);
  return Number.isFinite(stage) ? stage : 0;
}

/** Plain values by name, and those inside an object by `object.name`. */
function valuesOf(act: Act): [string, MergeValue][] {
  const values: [string, MergeValue][] = [];
  for (const [name, value] of Object.entries(act.variables)) {
    if (isPlain(value)) values.push([name, value]);
    else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [inner, part] of Object.entries(value)) if (isPlain(part)) values.push([`${name}.${inner}`, part]);
    }
  }
  return values;
}

function isPlain(value: unknown): value is MergeValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function wrongText(text: Extract<MergedText, { kind: 'wrong' }>): ComposedEmail {
  return impossible('EMAIL_TEXT', text.problem);
}

function impossible(code: Extract<ComposedEmail, { kind: 'impossible' }>['code'], problem: string): ComposedEmail {
  return { kind: 'impossible', code, problem };
}
