import { element, type XmlElement } from '../soap/xml.ts';

/** Words of the e-court's web service (SOAP 1.1), as its WSDL names them. */
export const EPU_PATH = '/api2/EpuWS.EpuService.svc';
export const EPU_SERVICE = 'http://e-sad.gov.pl/2010/03/26/epu/';
export const EPU_DATA_TYPES = 'http://schemas.datacontract.org/2004/07/EpuWS.DataTypes';

export type EpuOperation = 'ZlozPozwy' | 'ZlozDokumenty' | 'MojeSprawy' | 'HistoriaSprawyPrzezSygnaturaWgPowoda';

export function epuAction(operation: EpuOperation): string {
  return `${EPU_SERVICE}EpuService/${operation}`;
}

export interface EpuAccount {
  readonly user: string;
  readonly password: string;
  readonly apiKey: string;
}

/** Every call carries the account; a document travels as a text. */
export function epuRequest(operation: EpuOperation, account: EpuAccount, ...rest: [string, string][]): XmlElement {
  const parameters: [string, string][] = [
    ['userName', account.user],
    ['password', account.password],
    ['apiKey', account.apiKey],
    ...rest,
  ];
  return element(operation, { xmlns: EPU_SERVICE }, ...parameters.map(([name, value]) => element(name, {}, value)));
}
