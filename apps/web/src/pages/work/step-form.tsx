import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import { createForm, type Form } from '@bpmn-io/form-js-viewer';
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { FormMoment } from '../../forms/form-moment.tsx';
import { MomentPlaces } from '../../forms/moment-places.ts';
import { formTexts } from './form-texts.ts';
import classes from './step-form.module.css';

interface StepFormProps {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, unknown>>;
  /** IANA name of the organisation's zone. */
  readonly zone: string;
  /** What the server refused, by JSON pointer (`/form/<key>`). */
  readonly refused: readonly { readonly pointer: string }[];
  readonly onChange: (values: Readonly<Record<string, unknown>>) => void;
}

/** The form of the step as its designer drew it. The server checks the values again. */
export function StepForm({ schema, data, zone, refused, onChange }: StepFormProps) {
  const { t, i18n } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const form = useRef<Form | null>(null);
  const moments = useMemo(() => new MomentPlaces(), []);
  const places = useSyncExternalStore(moments.watch, moments.now);
  const latest = useRef({ data, onChange });
  useEffect(() => {
    latest.current = { data, onChange };
  });
  const language = i18n.language;
  useEffect(() => {
    let ended = false;
    // The form checks what it begins with, and tells that too: nobody has begun with the work yet.
    let touched = false;
    const touch = () => {
      touched = true;
    };
    const container = place.current;
    if (!container) return undefined;
    container.addEventListener('focusin', touch);
    const translate = (template: string, values: Record<string, unknown> = {}) =>
      (language === 'pl' ? (formTexts[template] ?? template) : template).replaceAll(
        /\{(\w+)\}/g,
        (whole, name: string) => String(values[name] ?? whole),
      );
    void createForm({
      container,
      schema: { ...schema },
      data: { ...latest.current.data },
      additionalModules: [{ translate: ['value', translate] }, moments.module],
    }).then((created: Form) => {
      if (ended) {
        created.destroy();
        return;
      }
      form.current = created;
      created.on('changed', ({ data: values }: { data: Record<string, unknown> }) => {
        if (touched) latest.current.onChange(values);
      });
    });
    return () => {
      ended = true;
      container.removeEventListener('focusin', touch);
      form.current?.destroy();
      form.current = null;
      container.replaceChildren();
    };
  }, [schema, language, moments]);
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
      {places.map(({ id, element, ...told }) =>
        createPortal(<FormMoment {...told} zone={zone} />, element, String(id)),
      )}
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
          const of = each as {
            key?: unknown;
            label?: unknown;
            dateLabel?: unknown;
            timeLabel?: unknown;
            components?: unknown;
          };
          if (of.key !== key) return walk(of.components);
          return [[of.label, of.dateLabel, of.timeLabel].find((one) => typeof one === 'string') ?? key];
        })
      : [];
  const [label = key] = walk(schema['components']);
  return [label];
}
