import { type ReactNode, useEffect, useRef } from 'react';

interface PickableProps {
  readonly pick: (elementId: string) => void;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A diagram whose elements can be pointed at; whatever it does stands in a list beside it too. */
export function Pickable({ pick, className, children }: PickableProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const at = host.current;
    const clicked = ({ target }: MouseEvent) => {
      const shape = target instanceof Element ? target.closest('.djs-element') : null;
      const id = shape?.getAttribute('data-element-id');
      // The name beside a symbol belongs to it.
      if (id) pick(id.replace(/_label$/, ''));
    };
    at?.addEventListener('click', clicked);
    return () => at?.removeEventListener('click', clicked);
  }, [pick]);
  return (
    <div ref={host} className={className}>
      {children}
    </div>
  );
}
