import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { textOf } from '../../../designer/moddle.ts';
import type { DiagramElement } from '../../../designer/services.ts';
import { FlowFields } from './flow-fields.tsx';
import type { FilesProps } from './panel-props.ts';
import classes from './step-panel.module.css';

/** All ways out of a decision in one place, each with its condition, so that nobody has to hit a line with the mouse. */
export function WaysFields({ element, ...panel }: FilesProps) {
  const { t } = useTranslation();
  const ways = element.outgoing.filter(({ type }) => type === 'bpmn:SequenceFlow');
  return (
    <>
      {ways.length > 1 &&
        ways.map((way) => (
          <section key={way.id} className={classes['way']} aria-label={t('designer.flow.to', { name: nameOf(way) })}>
            <h3>{t('designer.flow.to', { name: nameOf(way) })}</h3>
            <FlowFields {...panel} element={way} />
          </section>
        ))}
      <Text size="xs" c="var(--krok-quiet)">
        {t(ways.length > 1 ? 'designer.flow.anotherWay' : 'designer.flow.firstWays')}
      </Text>
    </>
  );
}

function nameOf({ target }: DiagramElement): string {
  return (target && (textOf(target.businessObject, 'name') || target.id)) ?? '';
}
