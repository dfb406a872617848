import { Loader } from '@mantine/core';
import type { ProcedureFile } from '@krok/contracts/schemas';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { FormEditor } from './form/form-editor.tsx';

const TableEditor = lazy(() => import('./table-editor.tsx').then((module) => ({ default: module.TableEditor })));

interface FileEditorProps {
  readonly file: ProcedureFile;
  readonly onContent: (content: string) => void;
}

/** A form or a decision table of the procedure. */
export function FileEditor({ file, onContent }: FileEditorProps) {
  const { t } = useTranslation();
  if (file.kind === 'form') return <FormEditor file={file} onContent={onContent} />;
  return (
    <Suspense fallback={<Loader m="lg" size="sm" role="status" aria-label={t('common.loading')} />}>
      <TableEditor file={file} onContent={onContent} />
    </Suspense>
  );
}
