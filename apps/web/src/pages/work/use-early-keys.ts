import { useEffect, useRef } from 'react';

export interface EarlyKeys {
  /** A key pressed now belongs to what was begun before the step was on the screen. */
  goesOn(): boolean;
}

/**
 * A digit that is pressed before the step is there is lost, and the digits of the day typed after it would choose
 * another outcome: whoever began too early is not heard until a pause.
 */
export function useEarlyKeys(waiting: boolean): EarlyKeys {
  const last = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (!waiting) return undefined;
    let begun = false;
    const note = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
      if (/^[1-9p]$/i.test(key) && !ctrlKey && !metaKey && !altKey) begun = true;
    };
    document.addEventListener('keydown', note);
    return () => {
      document.removeEventListener('keydown', note);
      if (begun) last.current = performance.now();
    };
  }, [waiting]);
  return {
    goesOn: () => {
      const now = performance.now();
      const goesOn = now - last.current < PAUSE_MS;
      if (goesOn) last.current = now;
      return goesOn;
    },
  };
}

const PAUSE_MS = 700;
