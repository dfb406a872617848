import type { ProcedureFile } from '@krok/contracts/schemas';

/** Hands a file of the procedure to the browser. */
export function downloadFile({ name, content, kind }: ProcedureFile): void {
  const type = kind === 'form' ? 'application/json' : 'application/xml';
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
