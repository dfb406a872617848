import { useEffect, useRef, useState } from 'react';

/** Milliseconds after the last key before what was typed becomes one change that can be undone. */
const pause = 350;

/** A field that is typed into freely and changes the drawing a moment later, or at once when it is left. */
export function useTyped(value: string, commit: (value: string) => void) {
  const [typed, setTyped] = useState<string | null>(null);
  const latest = useRef({ typed, commit });
  latest.current = { typed, commit };

  const settle = () => {
    const { typed: text, commit: write } = latest.current;
    if (text === null) return;
    setTyped(null);
    latest.current = { ...latest.current, typed: null };
    write(text);
  };
  useEffect(() => {
    if (typed === null) return undefined;
    const timer = setTimeout(settle, pause);
    return () => clearTimeout(timer);
  }, [typed]);
  useEffect(() => settle, []);

  return {
    value: typed ?? value,
    onChange: (event: { currentTarget: { value: string } }) => setTyped(event.currentTarget.value),
    onBlur: settle,
  };
}
