import type Modeler from 'bpmn-js/lib/Modeler';
import { useEffect, useRef } from 'react';
import { service } from '../../designer/services.ts';
import classes from './expert-panel.module.css';

/** Everything that the zeebe vocabulary knows of an element, with the steps as templates. */
export function ExpertPanel({ modeler }: { readonly modeler: Modeler }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!host.current) return undefined;
    const panel = service(modeler, 'propertiesPanel');
    panel.attachTo(host.current);
    return () => panel.detach();
  }, [modeler]);
  return <div ref={host} className={classes['expert']} />;
}
