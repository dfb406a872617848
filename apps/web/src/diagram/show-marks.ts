import { type Injector, service } from '../designer/services.ts';

/** Marks what a comparison says of elements; answers what takes the marks away. */
export function showMarks(viewer: Injector, marks: Readonly<Record<string, string>>): () => void {
  const canvas = service(viewer, 'canvas');
  const registry = service(viewer, 'elementRegistry');
  const shown = Object.entries(marks).filter(([id]) => registry.get(id) && id !== canvas.getRootElement().id);
  for (const [id, mark] of shown) canvas.addMarker(id, `krok-mark-${mark}`);
  return () => {
    try {
      for (const [id, mark] of shown) canvas.removeMarker(id, `krok-mark-${mark}`);
    } catch {
      // The viewer was taken down before its marks.
    }
  };
}
