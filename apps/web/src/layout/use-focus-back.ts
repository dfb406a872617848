import { useLayoutEffect } from 'react';

/**
 * The focus goes back to where it was when a window opened, also where the window leaves the page at once with all that
 * is in it, or was opened by a choice of a menu that is gone by then.
 */
export function useFocusBack(opened: boolean): void {
  useLayoutEffect(() => {
    if (!opened) return undefined;
    const before = openerOf(document.activeElement);
    return () => {
      setTimeout(() => {
        if (document.activeElement === document.body && before?.isConnected) before.focus({ preventScroll: true });
      }, AFTER_MS);
    };
  }, [opened]);
}

/** Longer than a window takes to fade. */
const AFTER_MS = 250;

function openerOf(active: Element | null): HTMLElement | null {
  const menu = active?.closest('[role=menu]');
  const opener = menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : active;
  return opener instanceof HTMLElement ? opener : null;
}
