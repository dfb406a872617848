import type Modeler from 'bpmn-js/lib/Modeler';
import { useEffect } from 'react';
import '../../diagram/heat.css';
import { HeatControl } from '../../diagram/heat-control.tsx';
import { showHeat } from '../../diagram/show-heat.ts';
import { useHeat } from '../../diagram/use-heat.ts';

interface DesignerHeatProps {
  readonly modeler: Modeler;
  readonly processId: string;
}

/** Cases of the version in force, on those of its elements that the draft still has. */
export function DesignerHeat({ modeler, processId }: DesignerHeatProps) {
  const heat = useHeat(processId);
  const { counts } = heat;
  useEffect(() => showHeat(modeler, counts), [modeler, counts]);
  return <HeatControl heat={heat} />;
}
