import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ElementChange } from '../../designer/compare/compare-diagrams.ts';
import type { Comparison } from './use-comparison.ts';
import { useChangeWords } from './use-change-words.ts';
import classes from './publish-dialog.module.css';

interface ChangeListProps {
  readonly comparison: Comparison;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

const order = { changed: 0, added: 1, removed: 2, moved: 3 };

/** What differs, in words; a click shows it on the diagrams. */
export function ChangeList({ comparison: { live, changes, files }, chosen, onChoose }: ChangeListProps) {
  const { t } = useTranslation();
  const wordsOf = useChangeWords();
  if (!live) return <p className={classes['effect']}>{t('designer.newProcedure', { count: changes.length })}</p>;
  const told = changes.filter(({ kind }) => kind !== 'moved').toSorted((one, other) => rankOf(one) - rankOf(other));
  const moved = changes.length - told.length;
  return (
    <ul className={classes['changes']} aria-label={t('designer.changes.title')}>
      {told.map((change) => (
        <li key={`${change.kind} ${change.element.id}`}>
          <UnstyledButton
            className={classes['change']}
            data-kind={change.kind}
            aria-current={chosen === change.element.id || undefined}
            onClick={() => onChoose(change.element.id)}
          >
            <span>
              <strong>{change.element.label}</strong>{' '}
              {change.kind !== 'changed' && (
                <span className={classes['what']}>{t(`designer.changes.${change.kind}`)}</span>
              )}
            </span>
            {change.kind === 'changed' &&
              change.values.map((value) => {
                const { what, before, after } = wordsOf(change.element, value);
                return (
                  <span key={value.path} className={classes['values']}>
                    <span className={classes['what']}>{what}: </span>
                    {before !== null && <del>{before}</del>} {after !== null && <ins>{after}</ins>}
                  </span>
                );
              })}
          </UnstyledButton>
        </li>
      ))}
      {files.map((name) => (
        <li key={name} className={classes['change']} data-kind="changed">
          <span>
            <strong>{name}</strong> <span className={classes['what']}>{t('designer.changes.file')}</span>
          </span>
        </li>
      ))}
      {moved > 0 && <li className={classes['effect']}>{t('designer.changes.moved', { count: moved })}</li>}
    </ul>
  );
}

/** What is done differently first; flows, which follow from it, last. */
function rankOf({ kind, element }: ElementChange): number {
  return order[kind] + (element.type.endsWith('Flow') ? 10 : 0);
}
