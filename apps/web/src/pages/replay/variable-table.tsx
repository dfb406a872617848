import type { Variables } from '@krok/engine';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../layout/page.tsx';
import { changedVariables } from '../../replay/changed-variables.ts';
import { HIDDEN_VARIABLES, useVariableText } from '../case/use-variable-text.ts';
import classes from './replay-page.module.css';

/** The data of the case at a position; what the step changed is marked. */
export function VariableTable({ before, now }: { readonly before: Variables; readonly now: Variables }) {
  const { t } = useTranslation();
  const { nameOf, valueOf } = useVariableText();
  const shown = changedVariables(before, now).filter(({ name }) => !HIDDEN_VARIABLES.has(name));
  return (
    <Panel title={t('replay.data')} flush>
      {shown.length === 0 ? (
        <Text size="sm" c="var(--krok-quiet)" p="12px 14px">
          {t('replay.noData')}
        </Text>
      ) : (
        <table className={classes['variables']}>
          <tbody>
            {shown.map(({ name, value, change, before: was }) => (
              <tr key={name} data-change={change}>
                <th scope="row" title={name}>
                  {nameOf(name)}
                </th>
                <td>
                  {change === 'removed' ? <del>{valueOf(name, was)}</del> : valueOf(name, value)}
                  {change !== 'none' && (
                    <small>
                      {change === 'changed'
                        ? t('replay.changed', { before: valueOf(name, was) })
                        : t(`replay.${change}`)}
                    </small>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
