import type { ProcedureFile } from '@krok/contracts/schemas';

/** A file that somebody brings, of the kind that its content says: names say little of files from elsewhere. */
export async function readFile(file: File): Promise<ProcedureFile> {
  const { decodeXml } = await import('@krok/bpmn/xml/scan');
  const content = decodeXml(new Uint8Array(await file.arrayBuffer()));
  return { kind: kindOf(content), name: plainName(file.name), content };
}

function kindOf(content: string): ProcedureFile['kind'] {
  if (/^[\s\ufeff]*\{/.test(content)) return 'form';
  return content.includes('omg.org/spec/DMN/') && !content.includes('omg.org/spec/BPMN/') ? 'dmn' : 'bpmn';
}

function plainName(name: string): string {
  const plain = name.replaceAll(/[^\p{L}\p{N}_ .()-]/gu, '_').replace(/^[^\p{L}\p{N}_]+/u, '');
  return plain === '' ? 'procedure.bpmn' : plain.slice(-120);
}
