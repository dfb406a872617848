export function jobPlace(id: string): string {
  return `job ${id}`;
}
