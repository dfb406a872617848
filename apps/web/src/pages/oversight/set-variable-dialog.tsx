import type { IncidentItem } from '@krok/contracts/schemas';
import { Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { Dialog } from '../../layout/dialog.tsx';
import { DialogForm } from '../../layout/dialog-form.tsx';
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
    <Dialog opened={items !== null} close={rest.close} title={t('ops.setTitle')}>
      {items && <SetVariable items={items} {...rest} />}
    </Dialog>
  );
}

function SetVariable({ items, close, pending, apply }: SetVariableProps & { readonly items: readonly IncidentItem[] }) {
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
  return (
    <DialogForm
      act={{ error: null, isPending: pending }}
      onSubmit={() => apply({ [name.trim()]: valueFrom(value) })}
      submit={t('ops.apply')}
      ready={name.trim() !== ''}
      close={close}
    >
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
            {known.map(([one, now]) => {
              const raw = typeof now === 'string' ? now : JSON.stringify(now);
              const said = valueOf(one, now);
              return (
                <div key={one}>
                  <dt>
                    <button
                      type="button"
                      title={one}
                      onClick={() => {
                        setName(one);
                        setValue(raw);
                      }}
                    >
                      {nameOf(one)}
                    </button>
                  </dt>
                  {/* What is written is not always what is shown: an amount is kept in grosze. */}
                  <dd>
                    {said}
                    {said !== raw && <code> {raw}</code>}
                  </dd>
                </div>
              );
            })}
          </dl>
        </details>
      )}
    </DialogForm>
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
