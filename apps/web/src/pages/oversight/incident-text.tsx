import { useTranslation } from 'react-i18next';
import { useCauseText } from './use-cause-text.ts';
import classes from './incident-text.module.css';

/** What stopped a case, in words (without a cause, only the fold); the engine's own message is English and stands behind a fold. */
export function IncidentText({ cause, message }: { readonly cause: string; readonly message: string }) {
  const { t } = useTranslation();
  const causeText = useCauseText();
  return (
    <div>
      {cause !== '' && causeText(cause)}
      <details className={classes['details']}>
        <summary>{t('oversight.details')}</summary>
        <span lang="en">{message}</span>
      </details>
    </div>
  );
}
