import type { IncidentItem } from '@krok/contracts/schemas';
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { useVariableText } from '../case/use-variable-text.ts';
import classes from './oversight-page.module.css';

interface SetVariableProps {
  readonly items: readonly IncidentItem[] | null;
  readonly close: () => void;
  readonly pending: boolean;
  readonly apply: (variables: Readonly<Record<string, unknown>>) => void;
}

/** Changes one datum of the chosen cases before they try again. */
export function SetVariableDialog({ items, ...rest }: SetVariableProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={items !== null}
      onClose={rest.close}
      title={t('ops.setTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {items && <SetVariable items={items} {...rest} />}
    </Modal>
  );
}

function SetVariable({
  items,
  pending,
  apply,
}: Omit<SetVariableProps, 'close'> & { readonly items: readonly IncidentItem[] }) {
  const { t } = useTranslation();
  const { nameOf, valueOf } = useVariableText();
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const [first] = items;
  const position = useQuery({
    ...queries.diagram(first?.caseId ?? '', 0),
    enabled: items.length === 1,
  });
  const known = items.length === 1 ? Object.entries(position.data?.variables ?? {}) : [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') apply({ [name.trim()]: valueFrom(value) });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm">
          {t('ops.setText')} {items.length > 1 && t('ops.chosen', { count: items.length })}
        </Text>
        {first && (
          <details className={classes['known']}>
            <summary>{t('oversight.details')}</summary>
            <pre className={classes['message']} lang="en">
              {first.message}
            </pre>
          </details>
        )}
        <TextInput
          label={t('ops.variable')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          list="krok-known-variables"
          required
          data-autofocus
        />
        <datalist id="krok-known-variables">
          {known.map(([one]) => (
            <option key={one} value={one}>
              {nameOf(one)}
            </option>
          ))}
        </datalist>
        <TextInput
          label={t('ops.value')}
          description={t('ops.valueHint')}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        {known.length > 0 && (
          <details className={classes['known']}>
            <summary>{t('ops.known')}</summary>
            <dl>
              {known.map(([one, now]) => (
                <div key={one}>
                  <dt>{one}</dt>
                  <dd>{valueOf(one, now)}</dd>
                </div>
              ))}
            </dl>
          </details>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={pending} disabled={name.trim() === ''}>
            {t('ops.apply')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What looks like JSON is JSON; everything else is text. */
function valueFrom(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
