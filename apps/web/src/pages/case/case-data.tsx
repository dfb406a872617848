import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { HIDDEN_VARIABLES, useVariableText } from './use-variable-text.ts';
import { Panel } from '../../layout/page.tsx';
import classes from './case-page.module.css';

/** Numbers of the channels: the history shows what was sent, the replay keeps them. */
const NUMBERS: ReadonlySet<string> = new Set(['emailReference', 'smsReference', 'letterReference']);

/** Variables of the case by name. */
export function CaseData({ variables }: { readonly variables: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation();
  const { nameOf, valueOf } = useVariableText();
  const names = Object.keys(variables)
    .filter((name) => !HIDDEN_VARIABLES.has(name) && !NUMBERS.has(name))
    .sort((left, right) => nameOf(left).localeCompare(nameOf(right)));
  return (
    <Panel title={t('file.moreData')}>
      {names.length === 0 ? (
        <Text size="sm" c="var(--krok-quiet)">
          {t('case.noVariables')}
        </Text>
      ) : (
        <dl className={classes['data']}>
          {names.map((name) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt title={name}>{nameOf(name)}</dt>
              <dd>{valueOf(name, variables[name], variables['currency'])}</dd>
            </div>
          ))}
        </dl>
      )}
    </Panel>
  );
}
