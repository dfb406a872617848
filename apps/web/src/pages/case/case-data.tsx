import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../layout/page.tsx';
import classes from './case-page.module.css';

/** Variables of the case by name. */
export function CaseData({ variables }: { readonly variables: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation();
  const names = Object.keys(variables).sort();
  return (
    <Panel title={t('case.variables')}>
      {names.length === 0 ? (
        <Text size="sm" c="var(--krok-quiet)">
          {t('case.noVariables')}
        </Text>
      ) : (
        <dl className={classes['data']}>
          {names.map((name) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt title={name}>{name}</dt>
              <dd>{valueText(variables[name])}</dd>
            </div>
          ))}
        </dl>
      )}
    </Panel>
  );
}

function valueText(value: unknown): string {
  if (typeof value === 'string') return value;
  const text = JSON.stringify(value);
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
