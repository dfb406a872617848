import { z } from 'zod';
import { caseStatus } from './case.ts';
import { text } from './text.ts';

export const searchQuery = z.object({ text: text(100) });

/** What was found of each kind; kinds that the person may not see are empty. */
export const found = z.object({
  debtors: z.array(
    z.object({ id: z.string(), name: z.string(), nip: z.string().nullable(), town: z.string().nullable() }),
  ),
  invoices: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      debtorId: z.string(),
      debtorName: z.string(),
      currency: z.string(),
      dueOn: z.string(),
      /** Grosze. */
      open: z.number().int(),
      caseId: z.string().nullable(),
    }),
  ),
  cases: z.array(z.object({ id: z.string(), key: z.string().nullable(), status: caseStatus, processName: z.string() })),
});
export type Found = z.infer<typeof found>;
