/** A bureau of economic information as a warning names it: firm and seat (Dz.U. 2023 poz. 2160, art. 14, 15). */
export interface Bureau {
  readonly code: string;
  readonly name: string;
  readonly address: string;
}

/** Seat as in a public document of 2025; to be compared with the official list (art. 11a) before the first real letter. */
export const KRD: Bureau = {
  code: 'KRD',
  name: 'Krajowy Rejestr Długów Biuro Informacji Gospodarczej S.A.',
  address: 'ul. Danuty Siedzikówny 12, 51-214 Wrocław',
};
