import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import { createForm, type Form } from '@bpmn-io/form-js-viewer';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formTexts } from './form-texts.ts';
import classes from './step-form.module.css';

interface StepFormProps {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, unknown>>;
  /** What the server refused, by JSON pointer (`/form/<key>`). */
  readonly refused: readonly { readonly pointer: string }[];
  readonly onChange: (values: Readonly<Record<string, unknown>>) => void;
}

/** The form of the step as its designer drew it. The server checks the values again. */
export function StepForm({ schema, data, refused, onChange }: StepFormProps) {
  const { t, i18n } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const form = useRef<Form | null>(null);
  const latest = useRef({ data, onChange });
  useEffect(() => {
    latest.current = { data, onChange };
  });
  const language = i18n.language;
  useEffect(() => {
    let ended = false;
    const container = place.current;
    if (!container) return undefined;
    const translate = (template: string, values: Record<string, unknown> = {}) =>
      (language === 'pl' ? (formTexts[template] ?? template) : template).replaceAll(
        /\{(\w+)\}/g,
        (whole, name: string) => String(values[name] ?? whole),
      );
    void createForm({
      container,
      schema: { ...schema },
      data: { ...latest.current.data },
      additionalModules: [{ translate: ['value', translate] }],
    }).then((created: Form) => {
      if (ended) {
        created.destroy();
        return;
      }
      form.current = created;
      created.on('changed', ({ data: values }: { data: Record<string, unknown> }) => latest.current.onChange(values));
    });
    return () => {
      ended = true;
      form.current?.destroy();
      form.current = null;
      container.replaceChildren();
    };
  }, [schema, language]);
  useEffect(() => {
    const keys = refused.flatMap(({ pointer }) => (pointer.startsWith('/form/') ? pointer.slice(6) : []));
    if (keys.length > 0) form.current?.validate();
  }, [refused]);
  const labels = refused.flatMap(({ pointer }) => labelOf(schema, pointer));
  return (
    <section aria-label={t('desk.form.title')} className={classes['form']}>
      {labels.length > 0 && (
        <p role="alert">
          {t('desk.error.form')} {labels.join(', ')}
        </p>
      )}
      <div ref={place} />
    </section>
  );
}

/** How the form calls the field of a pointer. */
function labelOf(schema: Readonly<Record<string, unknown>>, pointer: string): string[] {
  if (!pointer.startsWith('/form/')) return [];
  const key = pointer.slice(6);
  const walk = (components: unknown): string[] =>
    Array.isArray(components)
      ? components.flatMap((each: unknown) => {
          if (typeof each !== 'object' || each === null) return [];
          const of = each as { key?: unknown; label?: unknown; components?: unknown };
          return of.key === key ? [typeof of.label === 'string' ? of.label : key] : walk(of.components);
        })
      : [];
  const [label = key] = walk(schema['components']);
  return [label];
}
