import type { Run } from '../link/run.ts';
import { equals } from '../values/equality.ts';
import { FeelDateTime } from '../values/feel-date-time.ts';
import { FeelTime } from '../values/feel-time.ts';
import type { FeelValue } from '../values/value.ts';
import { formatZone } from '../values/zone.ts';

/** Whether two values are the same element of the semantic domain: times in other zones are not (DMN 1.5 §10.3.4.9). */
export function is(a: FeelValue, b: FeelValue, run: Run): boolean {
  if (a instanceof FeelTime && b instanceof FeelTime)
    return a.nanos === b.nanos && formatZone(a.zone) === formatZone(b.zone);
  if (a instanceof FeelDateTime && b instanceof FeelDateTime) {
    return a.days === b.days && a.nanos === b.nanos && formatZone(a.zone) === formatZone(b.zone);
  }
  return equals(a, b, run) === true;
}
