import { useTranslation } from 'react-i18next';
import type { TableNames } from './new-file.ts';

/** What a new decision table is called, in the language of the screen. */
export function useTableNames(): TableNames {
  const { t } = useTranslation();
  return {
    name: t('designer.files.tableName'),
    amount: t('designer.files.tableAmount'),
    answer: t('designer.files.tableAnswer'),
    yes: t('designer.files.tableYes'),
  };
}
