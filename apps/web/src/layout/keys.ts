import { useEffect, useRef, useSyncExternalStore } from 'react';

/** A key as people press it: `j`, `?`, `Ctrl+K`, `Ctrl+Enter`. Ctrl means Command on a Mac. */
export interface KeyBinding {
  readonly key: string;
  /** What it does, in the chosen language: the help lists it. */
  readonly label: string;
  /** Null: the part of the page that has the focus acts on it itself, and this only tells of it. */
  readonly run: (() => void) | null;
  /** Also while a field has the focus. */
  readonly inFields?: boolean;
}

interface Group {
  readonly title: string;
  readonly bindings: readonly KeyBinding[];
}

const groups = new Map<symbol, Group>();
const watchers = new Set<() => void>();
let snapshot: readonly Group[] = [];

/** Keys of a part of the page while it is on the screen. */
export function useKeys(title: string, bindings: readonly KeyBinding[]): void {
  const id = useRef(Symbol('keys'));
  const shown = `${title} ${bindings.map(({ key, label }) => `${key} ${label}`).join(' ')}`;
  // The newest functions, without a new entry at each render.
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  useEffect(() => {
    const own = id.current;
    const entries = latest.current.map((binding, index) => ({
      ...binding,
      run: binding.run && (() => latest.current[index]?.run?.()),
    }));
    groups.set(own, { title, bindings: entries });
    changed();
    return () => {
      groups.delete(own);
      changed();
    };
  }, [title, shown]);
}

/** All keys that mean something now. */
export function useKeyGroups(): readonly Group[] {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => snapshot,
  );
}

/** Listens for the whole page, once. */
export function useKeyListener(): void {
  useEffect(() => {
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const pressed = nameOf(event);
  const inField = isField(event.target);
  const inDialog = document.querySelector('[role=dialog][aria-modal=true]') !== null;
  for (const { bindings } of [...groups.values()].toReversed()) {
    const found = bindings.find(({ key }) => key.toLowerCase() === pressed);
    if (!found?.run || ((inField || inDialog) && found.inFields !== true)) continue;
    event.preventDefault();
    found.run();
    return;
  }
}

function nameOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string {
  const isCtrl = ctrlKey || metaKey;
  // Alone, shift is part of the letter or the sign that it makes.
  return `${isCtrl ? 'ctrl+' : ''}${isCtrl && shiftKey ? 'shift+' : ''}${altKey ? 'alt+' : ''}${key.toLowerCase()}`;
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type);
}

function changed(): void {
  snapshot = [...groups.values()];
  for (const watcher of watchers) watcher();
}
