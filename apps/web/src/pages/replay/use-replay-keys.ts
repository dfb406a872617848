import { useEffect } from 'react';
import type { Player } from './use-player.ts';

/** Space, arrows, Home and End, wherever no field or button wants them for itself. */
export function useReplayKeys(player: Player, length: number): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target, key, shiftKey } = event;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (!(target instanceof Element) || target.closest('[role=dialog], textarea, select, input:not([type=range])'))
        return;
      if (key === ' ' && target.closest('button, a, summary')) return;
      const act = actOf(player, key, shiftKey, length);
      if (!act) return;
      event.preventDefault();
      act();
    };
    // Before the slider moves by one event of its own.
    addEventListener('keydown', onKey, { capture: true });
    return () => removeEventListener('keydown', onKey, { capture: true });
  }, [player, length]);
}

function actOf(player: Player, key: string, single: boolean, length: number): (() => void) | null {
  switch (key) {
    case ' ':
      return player.toggle;
    case 'ArrowRight':
      return () => (single ? player.seek(player.position + 1) : player.step(1));
    case 'ArrowLeft':
      return () => (single ? player.seek(player.position - 1) : player.step(-1));
    case 'Home':
      return () => player.seek(0);
    case 'End':
      return () => player.seek(length);
    default:
      return null;
  }
}
