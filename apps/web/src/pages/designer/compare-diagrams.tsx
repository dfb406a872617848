import { useTranslation } from 'react-i18next';
import { DiagramView } from '../../diagram/diagram-view.tsx';
import type { Comparison } from './use-comparison.ts';
import classes from './publish-dialog.module.css';

interface CompareProps {
  readonly comparison: Comparison;
  readonly draftXml: string;
  /** Element that is looked at. */
  readonly chosen: string | null;
}

/** The version in force above, the draft below, with what is new, gone and changed on both. */
export function CompareDiagrams({ comparison: { live, changes }, draftXml, chosen }: CompareProps) {
  const { t } = useTranslation();
  const marksOf = (kinds: readonly string[]) =>
    live
      ? Object.fromEntries(
          changes.filter(({ kind }) => kinds.includes(kind)).map(({ kind, element }) => [element.id, kind]),
        )
      : {};
  return (
    <div className={classes['diagrams']}>
      {live && (
        <div className={classes['diagram']}>
          <h3>{t('designer.liveVersion', { version: live.version })}</h3>
          <DiagramView
            xml={live.xml}
            label={t('designer.liveVersion', { version: live.version })}
            marks={marksOf(['removed', 'changed', 'moved'])}
            {...(chosen !== null && { focus: chosen })}
          />
        </div>
      )}
      <div className={classes['diagram']}>
        <h3>{t('designer.draft')}</h3>
        <DiagramView
          xml={draftXml}
          label={t('designer.draft')}
          marks={marksOf(['added', 'changed', 'moved'])}
          {...(chosen !== null && { focus: chosen })}
        />
      </div>
    </div>
  );
}
