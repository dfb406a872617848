/** Roles under the names that people write on a lane, in Polish and English, in small letters. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  administrator: ['administrator'],
  processOwner: ['processowner', 'process owner', 'właściciel procesu'],
  manager: ['manager', 'kierownik'],
  collector: ['collector', 'windykator'],
  approver: ['approver', 'zatwierdzający'],
  auditor: ['auditor', 'audytor'],
  accountant: ['accountant', 'księgowość', 'księgowa', 'księgowy'],
  salesperson: ['salesperson', 'handlowiec'],
  lawyer: ['lawyer', 'prawnik'],
};

/** The role that does what stands in a lane of this name and names nobody; null where the lane is named otherwise. */
export function roleOfLane(lane: string): string | null {
  const name = lane.trim().replaceAll(/\s+/g, ' ').toLowerCase();
  return Object.keys(NAMES).find((role) => NAMES[role]?.includes(name)) ?? null;
}
