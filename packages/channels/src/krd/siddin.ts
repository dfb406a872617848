/** Words of KRD's web service Siddin 2.1 (SOAP 1.1), as its public description names them. */
export const SIDDIN_PATH = '/Siddin/2.1/Import.asmx';
export const SERVICE = 'http://Siddin.ServiceContracts/2006/09';
export const TYPES = 'http://Siddin.DataTypes/2006/09';

export type SiddinOperation = 'Login' | 'UploadChunk' | 'CloseChunkBagEx' | 'GetJobs' | 'GetChunkBag' | 'DownloadChunk';

export function siddinAction(operation: SiddinOperation): string {
  return `${SERVICE}/${operation}`;
}

/** Largest piece of a file, characters. */
export const CHUNK = 200_000;
