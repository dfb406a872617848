import type { Mail, MergedText } from '@krok/channels';
import type { Act, Creditor, Debtor } from '@krok/store';
import { type ActInvoice, actTexts, leadOf } from './act-text.ts';

export interface EmailParts {
  /** Acts that the mail is about, the one that was due first in front. */
  readonly acts: readonly Act[];
  readonly creditor: Pick<Creditor, 'name' | 'senderEmail'> | null;
  /** Read in the act of sending, never from a case's variables. */
  readonly debtor: Pick<Debtor, 'name' | 'email'> | null;
  readonly invoices: readonly ActInvoice[];
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
export function composeEmail({ acts, creditor, debtor, invoices, date, fallbackSender }: EmailParts): ComposedEmail {
  const lead = leadOf(acts);
  if (!debtor?.email)
    return impossible('EMAIL_NO_RECIPIENT', 'Expected an e-mail address of the debtor but there is none.');
  const sender = creditor?.senderEmail ?? fallbackSender;
  if (!sender) return impossible('EMAIL_NO_SENDER', 'Expected a sender address of the creditor but there is none.');
  if (!lead?.headers['subject'] || !lead.headers['body']) {
    return impossible('EMAIL_TEXT', 'Expected the task headers "subject" and "body" but at least one is missing.');
  }
  const texts = actTexts(['subject', 'body'], { acts, creditor, debtor, invoices, separator: '\n' });
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

function wrongText(text: Extract<MergedText, { kind: 'wrong' }>): ComposedEmail {
  return impossible('EMAIL_TEXT', text.problem);
}

function impossible(code: Extract<ComposedEmail, { kind: 'impossible' }>['code'], problem: string): ComposedEmail {
  return { kind: 'impossible', code, problem };
}
