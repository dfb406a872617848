import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Tape } from '@krok/simulator';

export const speeds = [0.5, 1, 2, 5] as const;
export type Speed = (typeof speeds)[number];

export interface Player {
  readonly position: number;
  readonly playing: boolean;
  readonly speed: Speed;
  readonly setSpeed: (speed: Speed) => void;
  readonly seek: (position: number) => void;
  readonly step: (by: 1 | -1) => void;
  readonly toggle: () => void;
  /** Of the step that the position is in or right after; 0 before the first. */
  readonly seq: number;
}

/** A position in the log that plays, steps and jumps. Playing goes step by step, as people think. */
export function usePlayer(tape: Tape, beginAt: number): Player {
  const [position, setPosition] = useState(beginAt);
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(1);
  const ends = useMemo(() => [0, ...tape.steps.map(({ seq }) => tape.after(seq))], [tape]);
  const { length } = tape;
  const seek = useCallback(
    (to: number) => {
      setPlaying(false);
      setPosition(Math.min(Math.max(0, to), length));
    },
    [length],
  );
  const step = useCallback(
    (by: 1 | -1) => {
      setPlaying(false);
      setPosition((at) => neighbour(ends, at, by));
    },
    [ends],
  );
  const toggle = useCallback(() => {
    setPlaying((is) => !is);
    setPosition((at) => (at >= length ? 0 : at));
  }, [length]);

  useEffect(() => {
    if (!playing) return undefined;
    const timer = setInterval(() => {
      setPosition((at) => neighbour(ends, at, 1));
    }, 1000 / speed);
    return () => clearInterval(timer);
  }, [playing, speed, ends]);
  useEffect(() => {
    if (position >= length) setPlaying(false);
  }, [position, length]);

  return { position, playing, speed, setSpeed, seek, step, toggle, seq: seqAt(ends, position) };
}

function neighbour(ends: readonly number[], at: number, by: 1 | -1): number {
  const found = by === 1 ? ends.find((end) => end > at) : ends.findLast((end) => end < at);
  return found ?? at;
}

/** Number of the step that holds the position. */
function seqAt(ends: readonly number[], position: number): number {
  const found = ends.findIndex((end) => end >= position);
  return found === -1 ? ends.length - 1 : found;
}
