import { Select } from '@mantine/core';
import { role } from '@krok/contracts/schemas';
import { roleOfLane } from '@krok/contracts/types';
import { useTranslation } from 'react-i18next';
import { textOf } from '../../../designer/moddle.ts';
import { service } from '../../../designer/services.ts';
import type { PanelProps } from './panel-props.ts';

/** Whose tasks stand in a lane: its name says it, as in any diagram. */
export function LaneFields({ modeler, element }: PanelProps) {
  const { t } = useTranslation();
  return (
    <Select
      size="xs"
      label={t('designer.person.laneRole')}
      description={t('designer.person.laneHint')}
      value={roleOfLane(textOf(element.businessObject, 'name'))}
      data={role.options.map((one) => ({ value: one, label: t(`roles.${one}`) }))}
      onChange={(next) => {
        const one = role.options.find((each) => each === next);
        if (one) service(modeler, 'modeling').updateProperties(element, { name: t(`roles.${one}`) });
      }}
    />
  );
}
