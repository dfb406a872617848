import type { ActRecord } from '@krok/store';

/** The step's name in the drawing; work that no drawing asks for is named by its type. */
export function titleOf(
  { source, element }: Pick<ActRecord, 'source' | 'element'>,
  elementName: (element: number) => string | null,
): string {
  return (source === 'job' || source === 'userTask' ? elementName(element) : null) ?? '';
}
